namespace ZkAgent.Core.Settings;

/// <summary>Keys of zoo.cfg that need another one: without it ZooKeeper ends, or stays up and serves no client.</summary>
/// <remarks>QuorumPeerConfig.parseProperties and AuthenticationHelper; each was tried on ZooKeeper 3.8 and 3.9.</remarks>
internal static class CombinationRules
{
    private const string EnableSasl = "quorum.auth.enableSasl";
    private const string LearnerSasl = "quorum.auth.learnerRequireSasl";
    private const string ServerSasl = "quorum.auth.serverRequireSasl";
    private const string JaasFile = "-Djava.security.auth.login.config=";

    /// <summary>Numbers that have to be positive where a switch is on.</summary>
    private static readonly (string Switch, string Number)[] PositiveBeside =
    [
        ("messageTracker.Enabled", "messageTracker.BufferSize"), ("pathStats.enabled", "pathStats.slotDuration"), ("pathStats.enabled", "pathStats.delay"),
    ];

    public static void Check(SettingValues read, IReadOnlyDictionary<string, string> keys, bool alone, SecuritySettings security)
    {
        QuorumSasl(read, keys, alone, security);
        QuorumTls(read, keys, alone);
        SecureClientPort(read, keys);
        foreach (var (on, number) in PositiveBeside)
            if (IsTrue(keys, on) && keys.TryGetValue(number, out var text) && ValueReaders.LongNumber(text) < 1)
                Refuse(read, keys, number, $"a whole number of at least 1 with {on}=true, or there is never a quorum");
        if (EnforcedSchemes(keys) is { } enforced) Refuse(read, keys, enforced.Key, enforced.Expected);
    }

    /// <summary>The flags of SASL between members need each other, and a login configuration.</summary>
    private static void QuorumSasl(SettingValues read, IReadOnlyDictionary<string, string> keys, bool alone, SecuritySettings security)
    {
        string[] missing = [.. Missing(EnableSasl, ServerSasl, LearnerSasl), .. Missing(LearnerSasl, ServerSasl)];
        if (missing.Length > 0)
            Refuse(read, keys, IsTrue(keys, ServerSasl) ? ServerSasl : LearnerSasl, $"{string.Join(" and ", missing.Select(m => m + "=true"))} as well, or ZooKeeper ends; set {(missing.Length > 1 ? "them" : "it")}, or set this to false");
        else if (!IsTrue(keys, EnableSasl) || alone || security.QuorumSasl != QuorumSaslPhase.Off) { }
        else if (security.UsesSasl)
            Refuse(read, keys, EnableSasl, $"false with {SecurityCatalog.ClientSasl.Name}: the JAAS file has no sections for members; remove this, and set {SecurityCatalog.QuorumSasl.Name}");
        else if (JvmOptions.Last(read.Resolver.Jvm.All, JaasFile) is null)
            Refuse(read, keys, EnableSasl, $"a JAAS file with the sections QuorumServer and QuorumLearner, or ZooKeeper ends; put {JaasFile}… into SERVER_JVMFLAGS");

        // A flag that is neither true nor false has its problem already.
        IEnumerable<string> Missing(string needed, params string[] by) => !IsTrue(keys, needed) && !IsRefused(read, keys, needed) && by.Any(k => IsTrue(keys, k)) ? [needed] : [];
    }

    /// <summary>Without a certificate no member can accept a connection of another.</summary>
    private static void QuorumTls(SettingValues read, IReadOnlyDictionary<string, string> keys, bool alone)
    {
        const string Tls = "sslQuorum", Store = "ssl.quorum.keyStore.location";
        if (IsTrue(keys, Tls) && !alone && !keys.ContainsKey(Store) && !keys.ContainsKey("ssl.quorum.context.supplier.class"))
            Refuse(read, keys, Tls, $"{Store} as well, or no member can reach another; set it to the key store");
    }

    private static void SecureClientPort(SettingValues read, IReadOnlyDictionary<string, string> keys)
    {
        if (!keys.ContainsKey("secureClientPort"))
        {
            if (keys.ContainsKey("secureClientPortAddress") && !IsRefused(read, keys, "secureClientPort"))
                Refuse(read, keys, "secureClientPortAddress", "secureClientPort as well, or ZooKeeper ends; set that, or remove this");
            return;
        }
        if (keys.GetValueOrDefault("serverCnxnFactory") == "org.apache.zookeeper.server.NIOServerCnxnFactory")
            Refuse(read, keys, "serverCnxnFactory", "org.apache.zookeeper.server.NettyServerCnxnFactory with secureClientPort, or ZooKeeper ends: NIO has no TLS; remove this, and the agent sets it");
        if (keys.GetValueOrDefault("ssl.authProvider") is { } scheme and not "x509" && !keys.ContainsKey($"authProvider.{scheme}"))
            Refuse(read, keys, "ssl.authProvider", $"a scheme whose class authProvider.{scheme} names, or ZooKeeper ends; set that, or remove this");
    }

    /// <summary>Why the schemes of authentication that are enforced can't be; ZooKeeper is up then, without a server.</summary>
    private static (string Key, string Expected)? EnforcedSchemes(IReadOnlyDictionary<string, string> keys)
    {
        const string Enforce = "enforce.auth.enabled", Schemes = "enforce.auth.schemes", RequireSasl = "sessionRequireClientSASLAuth";
        var enforced = keys.GetValueOrDefault(Schemes, "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var classes = keys.Where(k => k.Key.StartsWith("authProvider.", StringComparison.Ordinal)).Select(k => k.Value).ToList();
        if (IsTrue(keys, Enforce) && enforced.Length == 0)
            return (Enforce, $"{Schemes} as well, such as digest, or no session is served; set that, or set this to false");
        if (IsTrue(keys, Enforce) && enforced.FirstOrDefault(s => !IsAvailable(s)) is { } absent)
            return (Schemes, $"schemes that are configured, which {absent} is not, or no session is served; set authProvider.{absent} to its class");
        return IsTrue(keys, RequireSasl) && !IsAvailable("sasl")
            ? (RequireSasl, "authProvider.sasl as well, or no session is served; set it to org.apache.zookeeper.server.auth.SASLAuthenticationProvider")
            : null;

        // A class of the user's own has a scheme of its own, which its name does not tell.
        bool IsAvailable(string scheme) => scheme switch
        {
            "ip" => true,
            "digest" => keys.GetValueOrDefault("DigestAuthenticationProvider.enabled") != "false",
            "x509" when keys.ContainsKey("secureClientPort") => true,
            _ => classes.Any(c => SchemeOf(c) is not { } own || own == scheme),
        };
    }

    private static string? SchemeOf(string provider) => provider switch
    {
        "org.apache.zookeeper.server.auth.SASLAuthenticationProvider" => "sasl",
        "org.apache.zookeeper.server.auth.X509AuthenticationProvider" => "x509",
        "org.apache.zookeeper.server.auth.DigestAuthenticationProvider" => "digest",
        "org.apache.zookeeper.server.auth.IPAuthenticationProvider" => "ip",
        "org.apache.zookeeper.server.auth.EnsembleAuthenticationProvider" => "ensemble",
        _ => null,
    };

    /// <summary>True where a value was given and has a problem of its own.</summary>
    private static bool IsRefused(SettingValues read, IReadOnlyDictionary<string, string> keys, string key) =>
        !keys.ContainsKey(key) && read.Resolver.OtherKeys().Any(k => k.Key == key);

    private static bool IsTrue(IReadOnlyDictionary<string, string> keys, string key) => keys.GetValueOrDefault(key) == "true";

    private static void Refuse(SettingValues read, IReadOnlyDictionary<string, string> keys, string key, string expected)
    {
        // What follows from a setting of TLS or SASL is right by itself: another key of the user's has the problem.
        if (read.Resolver.OtherKeys().FirstOrDefault(k => k.Key == key) is { Key: not null, Value: var found })
            read.Problems.Add(SettingsProblem.OfKey(key, found.Origin, keys[key], expected));
    }
}
