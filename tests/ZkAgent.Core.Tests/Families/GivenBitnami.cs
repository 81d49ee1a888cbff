namespace ZkAgent.Core.Tests.Families;

/// <summary>A pod of Bitnami's chart, and what it gives its container.</summary>
internal static class GivenBitnami
{
    public const string Host = "db-zookeeper";

    private static string Member(int n) => $"{Host}-{n}.{Host}-headless.web.svc.cluster.local:2888:3888::{n + 1}";

    /// <summary>Three members with the chart's own values.</summary>
    public static readonly Given Three = new(
        ("BITNAMI_DEBUG", "false"), ("ZOO_DATA_LOG_DIR", ""), ("ZOO_PORT_NUMBER", "2181"), ("ZOO_TICK_TIME", "2000"), ("ZOO_INIT_LIMIT", "10"), ("ZOO_SYNC_LIMIT", "5"),
        ("ZOO_PRE_ALLOC_SIZE", "65536"), ("ZOO_SNAPCOUNT", "100000"), ("ZOO_MAX_CLIENT_CNXNS", "60"), ("ZOO_4LW_COMMANDS_WHITELIST", "srvr, mntr, ruok"),
        ("ZOO_LISTEN_ALLIPS_ENABLED", "no"), ("ZOO_AUTOPURGE_INTERVAL", "1"), ("ZOO_AUTOPURGE_RETAIN_COUNT", "10"), ("ZOO_MAX_SESSION_TIMEOUT", "40000"),
        ("ZOO_SERVERS", $"{Member(0)} {Member(1)} {Member(2)} "), ("ZOO_ENABLE_AUTH", "no"), ("ZOO_ENABLE_QUORUM_AUTH", "no"), ("ZOO_HEAP_SIZE", "1024"), ("ZOO_LOG_LEVEL", "ERROR"),
        ("ALLOW_ANONYMOUS_LOGIN", "yes"), ("POD_NAME", $"{Host}-1"), ("ZOO_SERVER_ID", "2"), ("ZOO_HC_TIMEOUT", "2"))
    {
        HostName = $"{Host}-1",
        Hosts = $"127.0.0.1\tlocalhost\n10.1.2.3\t{Host}-1.{Host}-headless.web.svc.cluster.local\t{Host}-1\n",
        ResolvConf = "search web.svc.cluster.local svc.cluster.local cluster.local\n",
    };

    /// <summary>The chart with <c>auth.client.enabled</c> and <c>auth.quorum.enabled</c>.</summary>
    public static readonly Given Auth = Three
        .With("ZOO_ENABLE_AUTH", "yes").With("ALLOW_ANONYMOUS_LOGIN", "no").With("ZOO_FIPS_MODE", "no")
        .With("ZOO_CLIENT_USER", "admin").With("ZOO_CLIENT_PASSWORD", "sesame1").With("ZOO_SERVER_USERS", "admin,app").With("ZOO_SERVER_PASSWORDS", "sesame1,sesame2")
        .With("ZOO_ENABLE_QUORUM_AUTH", "yes").With("ZOO_QUORUM_LEARNER_USER", "member").With("ZOO_QUORUM_LEARNER_PASSWORD", "sesame3")
        .With("ZOO_QUORUM_SERVER_USERS", "older;member").With("ZOO_QUORUM_SERVER_PASSWORDS", "sesame4;sesame3");

    /// <summary>The chart with <c>tls.client.enabled</c> and <c>tls.quorum.enabled</c>.</summary>
    public static readonly Given Tls = Stores(Stores(Three, "CLIENT"), "QUORUM")
        .With("ZOO_TLS_CLIENT_ENABLE", "true").With("ZOO_TLS_CLIENT_AUTH", "none").With("ZOO_TLS_PORT_NUMBER", "3181")
        .With("ZOO_TLS_QUORUM_ENABLE", "true").With("ZOO_TLS_QUORUM_CLIENT_AUTH", "none");

    private static Given Stores(Given given, string port) => given
        .With($"ZOO_TLS_{port}_KEYSTORE_FILE", $"/certs/{port.ToLowerInvariant()}/zookeeper.keystore.jks").With($"ZOO_TLS_{port}_KEYSTORE_TYPE", "JKS").With($"ZOO_TLS_{port}_KEYSTORE_PASSWORD", "sesame5")
        .With($"ZOO_TLS_{port}_TRUSTSTORE_FILE", $"/certs/{port.ToLowerInvariant()}/zookeeper.truststore.jks").With($"ZOO_TLS_{port}_TRUSTSTORE_TYPE", "JKS").With($"ZOO_TLS_{port}_TRUSTSTORE_PASSWORD", "sesame6");

    public static Given Without(this Given given, params string[] names) => given with { Environment = [.. given.Environment.Where(v => !names.Contains(v.Name))] };
}
