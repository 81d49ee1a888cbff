using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

/// <summary>What random worlds are put together from.</summary>
internal static class RandomNames
{
    /// <summary>Variables of other images that are no alias.</summary>
    private static readonly string[] Translated =
    [
        "ZOOKEEPER_SERVERS", "ZOOKEEPER_SERVER_ID", "ZOOKEEPER_CLIENT_PORT", "ZOOKEEPER_X_Y", "ZOOKEEPER_GROUPS", "ZOO_CFG_snapCount", "ZOO_MAX_CNXNS", "ZOO_ENABLE_AUTH", "ZOO_SERVER_USERS", "ZOO_SERVER_PASSWORDS",
        "ZOO_CLIENT_USER", "ZOO_CLIENT_PASSWORD", "ZOO_ENABLE_QUORUM_AUTH", "ZOO_QUORUM_LEARNER_USER", "ZOO_QUORUM_LEARNER_PASSWORD", "ZOO_QUORUM_SERVER_USERS", "ZOO_QUORUM_SERVER_PASSWORDS", "ZOO_TLS_CLIENT_ENABLE",
        "ZOO_TLS_QUORUM_ENABLE", "ZOO_TLS_CLIENT_KEYSTORE_PASSWORD", "ZOO_TLS_CLIENT_KEYSTORE_TYPE", "ZOO_ENABLE_PROMETHEUS_METRICS", "ZOO_PROMETHEUS_METRICS_PORT_NUMBER", "ALLOW_ANONYMOUS_LOGIN", "KAFKA_OPTS", "KAFKA_HEAP_OPTS",
    ];

    public static readonly string[] Variables = [.. SettingCatalog.All.SelectMany(s => s.Aliases.Prepend(s.Name)).Where(n => n != "ZOO_CFG_EXTRA"), .. Translated];
    public static readonly string[] Flags = [.. SettingCatalog.All.Select(s => s.Flag)];
    public static readonly string[] Keys = [.. ZooCfgKeys.All, "server.1", "server.x", "group.1", "metricsProvider.httpPort", "clientPortAddress", "clientPortAddress"];
    public static readonly string[] Hosts = ["zk-0", "zk-1", "zk-2", "zk-0", "zk-1", "my-zk-2", "zk-2.zk-hs.ns.svc.cluster.local", "zk", "", "zk-", "zk-0.", "zk-99999999999", "zk-2147483647", "(none)", "zk\n-1", "é-1", ".-1", "-1"];

    public static readonly string[] Values =
    [
        "", " ", "0", "1", "2", "3", "5", "10", "-1", "254", "255", "2181", "2888", "65535", "65536", "2000", "2147483647", "2147483648", "9223372036854775807",
        "-9223372036854775808", "99999999999999999999999", "1e3", "0x10", "٣", "tcp://10.0.0.1:2181", "udp://[::1]:53", "true", "no", "maybe", "auto", "2G", "512M",
        "1T", "9999999T", "-2G", "30s", "5m", "99999999999h", "/data", "/", "data", "/my data", "/a\nb", "/ä", "a\nb=c", "a\r\nserver.1=x", "\"3\"", "'", "\"\"", "\\", "\\u12", "$(id)",
        "`id`", "a=b", "=", "a=b c=d", "tickTime=5", "ssl.keyStore.password=x y", "server.1=a", "server.1=zk-0:2888:3888;2181 server.2=zk-1:2888:3888;2182", "server.1=[::1]:1:2:observer;[::1]:3",
        "1=a,2=b,3=c", "server.1=a\0b", "zk", "zk-hs", "zk-hs.ns.svc.cluster.local", "a..b", ".", "INFO", "DEBUG", "*", "stat,*", "😀", "\ud83d", "\u202e", "\u0085", "\u2028", "127.0.0.1", "::1",
        "OrderedReady", new('9', 3000), new('x', 3000), new('\n', 300),
    ];

    /// <summary>A value that is most likely right for a variable, a flag or a key.</summary>
    public static string Right(string name) => name switch
    {
        "ZK_MIN_SESSION_TIMEOUT" or "min_session_timeout" or "minSessionTimeout" => "5000",
        "ZK_MAX_SESSION_TIMEOUT" or "ZOO_MAX_SESSION_TIMEOUT" or "max_session_timeout" or "maxSessionTimeout" => "30000",
        _ when SettingCatalog.All.FirstOrDefault(s => s.Name == name || s.Flag == name || s.CfgKey == name || s.Aliases.Contains(name)) is { } setting => setting.Default,
        _ when ZooCfgValues.Ports.Contains(name) => "7000",
        _ when ZooCfgValues.Booleans.Contains(name) => "yes",
        _ when ZooCfgValues.Numbers.Contains(name) => "7",
        "server.1" => "zk-0:2888:3888",
        "ZOOKEEPER_SERVERS" => "zk-0:2888:3888;zk-1:2888:3888;zk-2:2888:3888",
        _ when name.StartsWith("ZOO", StringComparison.Ordinal) && (name.Contains("_ENABLE", StringComparison.Ordinal)) => "no",
        "ZOO_PROMETHEUS_METRICS_PORT_NUMBER" or "ZOOKEEPER_CLIENT_PORT" => "7001",
        _ => "word",
    };
}
