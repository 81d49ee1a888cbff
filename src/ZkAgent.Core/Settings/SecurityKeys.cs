using System.Globalization;

namespace ZkAgent.Core.Settings;

/// <summary>A key of zoo.cfg that follows from a setting of TLS or authentication.</summary>
/// <param name="Setting">The setting that it follows from.</param>
/// <param name="Replaceable">True where the user's own value counts instead; else another value is refused.</param>
internal readonly record struct SecurityKey(string Key, string Value, Setting Setting, bool Replaceable = false);

/// <summary>The keys of zoo.cfg that follow from the settings of TLS and authentication.</summary>
/// <remarks>Each step and its keys were tried under load on ZooKeeper 3.9.3; DECISIONS.md has the reasons.</remarks>
internal static class SecurityKeys
{
    /// <summary>The id in an ACL of scheme sasl that matches each authenticated user.</summary>
    internal const string EverySaslUser = "zkagent-users";

    private const string SaslProvider = "org.apache.zookeeper.server.auth.SASLAuthenticationProvider";

    /// <summary>Adds them to the user's own keys.</summary>
    public static void AddTo(SortedDictionary<string, string> keys, SettingValues read, SecuritySettings security, DirectorySettings directories, bool alone)
    {
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in Of(security, directories, alone, hasSaslProvider: keys.Any(k => k.Key.StartsWith("authProvider.", StringComparison.Ordinal) && k.Value == SaslProvider)))
        {
            if (!keys.TryGetValue(key.Key, out var users))
            {
                keys[key.Key] = key.Value;
                added.Add(key.Key);
                read.Effective.Add(new(key.Key, key.Value, key.Setting.Name));
            }
            else if (!key.Replaceable && users != key.Value)
            {
                var found = read.Resolver.OtherKeys().First(k => k.Key == key.Key).Value;
                read.Problems.Add(SettingsProblem.OfKey(key.Key, found.Origin, SecretKeys.Shown(key.Key, users),
                    $"no such key with {key.Setting.Name}={read.Resolver.Find(key.Setting).Text}, which sets it to {key.Value}; remove one of them"));
            }
        }
        if (alone) Alone(read, security);
        Explain(read, security, added, alone);
    }

    private static IEnumerable<SecurityKey> Of(SecuritySettings security, DirectorySettings directories, bool alone, bool hasSaslProvider) =>
    [
        .. security.ClientTls == ClientTlsPhase.Off ? [] : ClientTls(security, directories),
        .. security.QuorumTls == QuorumTlsPhase.Off || alone ? [] : QuorumTls(security, directories),
        .. security.QuorumSasl == QuorumSaslPhase.Off || alone ? [] : QuorumSasl(security),
        .. security.ClientSasl == ClientSaslPhase.Off ? [] : ClientSasl(security, hasSaslProvider),
        .. Fips(security, alone),
    ];

    private static IEnumerable<SecurityKey> ClientTls(SecuritySettings security, DirectorySettings directories) =>
    [
        new("secureClientPort", security.ClientTlsPort.ToString(CultureInfo.InvariantCulture), SecurityCatalog.ClientTls),
        .. Stores("ssl.", security.ClientTlsFiles, new(directories, "client"), SecurityCatalog.ClientTls),
        new("ssl.clientAuth", security.ClientTlsAuth, SecurityCatalog.ClientTls),
        new("ssl.enabledProtocols", security.ClientTlsProtocols, SecurityCatalog.ClientTls),
        // Without it the handshake takes a CA that is added, and then X509AuthenticationProvider refuses each of its clients until the next start.
        new("client.certReload", "true", SecurityCatalog.ClientTls),
    ];

    private static IEnumerable<SecurityKey> QuorumTls(SecuritySettings security, DirectorySettings directories)
    {
        var setting = SecurityCatalog.QuorumTls;
        // Both are written at each step: with a value of the user's own the member would be at another step than it tells.
        yield return new("sslQuorum", Text(security.QuorumTls is QuorumTlsPhase.Prefer or QuorumTlsPhase.Require), setting);
        yield return new("portUnification", Text(security.QuorumTls is QuorumTlsPhase.Accept or QuorumTlsPhase.Prefer), setting);
        // Without it a member sees a new certificate at its next start only.
        yield return new("sslQuorumReloadCertFiles", "true", setting);
        foreach (var store in Stores("ssl.quorum.", security.QuorumTlsFiles, new(directories, "quorum"), setting)) yield return store;
        yield return new("ssl.quorum.clientAuth", "need", setting);
        yield return new("ssl.quorum.enabledProtocols", "TLSv1.2,TLSv1.3", setting);
        // With it ZooKeeper asks for the PTR record of a member's address, and a pod's address has one for each of its services, or another.
        yield return new("ssl.quorum.hostnameVerification", "false", setting, Replaceable: true);
    }

    private static IEnumerable<SecurityKey> Stores(string prefix, TlsFiles files, StorePaths ours, Setting setting)
    {
        if (files is not { KeyStore: { } key, TrustStore: { } trust })
            return
            [
                new($"{prefix}keyStore.location", ours.KeyStore, setting), new($"{prefix}keyStore.type", "PEM", setting),
                new($"{prefix}trustStore.location", ours.TrustStore, setting), new($"{prefix}trustStore.type", "PEM", setting),
            ];
        return
        [
            new($"{prefix}keyStore.location", key.Path, setting), .. Password("keyStore", key), new($"{prefix}keyStore.type", TypeOf(key), setting, Replaceable: true),
            new($"{prefix}trustStore.location", trust.Path, setting), .. Password("trustStore", trust), new($"{prefix}trustStore.type", TypeOf(trust), setting, Replaceable: true),
        ];

        IEnumerable<SecurityKey> Password(string store, StoreFile file) => file.PasswordFile is { } password ? [new($"{prefix}{store}.passwordPath", password, setting)] : [];
    }

    /// <summary>By the ending, as ZooKeeper does; what has another ending is a JKS file, for which Java takes PKCS#12 as well.</summary>
    private static string TypeOf(StoreFile file) => file.Path.EndsWith(".p12", StringComparison.OrdinalIgnoreCase) || file.Path.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) ? "PKCS12"
        : file.Path.EndsWith(".pem", StringComparison.OrdinalIgnoreCase) ? "PEM" : "JKS";

    private static IEnumerable<SecurityKey> QuorumSasl(SecuritySettings security)
    {
        yield return new("quorum.auth.enableSasl", "true", SecurityCatalog.QuorumSasl);
        yield return new("quorum.auth.learnerRequireSasl", Text(security.QuorumSasl >= QuorumSaslPhase.Learner), SecurityCatalog.QuorumSasl);
        yield return new("quorum.auth.serverRequireSasl", Text(security.QuorumSasl == QuorumSaslPhase.Require), SecurityCatalog.QuorumSasl);
        if (security.JaasFile is not null) yield break;
        yield return new("quorum.auth.learner.saslLoginContext", "QuorumLearner", SecurityCatalog.QuorumSasl);
        yield return new("quorum.auth.server.saslLoginContext", "QuorumServer", SecurityCatalog.QuorumSasl);
    }

    private static IEnumerable<SecurityKey> ClientSasl(SecuritySettings security, bool hasProvider)
    {
        if (!hasProvider) yield return new("authProvider.sasl", SaslProvider, SecurityCatalog.ClientSasl);
        yield return new("sessionRequireClientSASLAuth", Text(security.ClientSasl == ClientSaslPhase.Require), SecurityCatalog.ClientSasl);
        if (security.JaasFile is not null) yield break;
        // The section of the agent's JAAS file.
        yield return new("sasl.serverconfig", "Server", SecurityCatalog.ClientSasl);
        // Without it an ACL could only list users one by one, and a user that is added later would not be in it.
        yield return new("letAnySaslUserDoX", EverySaslUser, SecurityCatalog.ClientSasl, Replaceable: !security.RootForUsers);
    }

    /// <summary>From ZooKeeper 3.9.4 on there is no DIGEST-MD5 in FIPS mode, which is on by default.</summary>
    private static IEnumerable<SecurityKey> Fips(SecuritySettings security, bool alone) =>
        security.JaasFile is not null ? []
        : security.ClientSasl != ClientSaslPhase.Off ? [new("fips-mode", "false", SecurityCatalog.ClientSasl)]
        : security.QuorumSasl != QuorumSaslPhase.Off && !alone ? [new("fips-mode", "false", SecurityCatalog.QuorumSasl)]
        : [];

    private static string Text(bool value) => value ? "true" : "false";

    private static void Alone(SettingValues read, SecuritySettings security)
    {
        foreach (var (setting, on) in new[] { (SecurityCatalog.QuorumTls, security.QuorumTls != QuorumTlsPhase.Off), (SecurityCatalog.QuorumSasl, security.QuorumSasl != QuorumSaslPhase.Off) })
            if (on) read.Warnings.Add($"{setting.Name} has no effect: a single server has no other members");
    }

    /// <summary>Tells what follows for FIPS mode and for host names: both change who may connect.</summary>
    private static void Explain(SettingValues read, SecuritySettings security, HashSet<string> added, bool alone)
    {
        var quorum = security.QuorumTls != QuorumTlsPhase.Off && !alone;
        string[] parts =
        [
            .. added.Contains("fips-mode") ? ["fips-mode is false, because SASL DIGEST-MD5 does not work in FIPS mode from ZooKeeper 3.9.4 on"] : Array.Empty<string>(),
            .. quorum && added.Contains("ssl.quorum.hostnameVerification") ? ["ssl.quorum.hostnameVerification is false, because it needs a PTR record for each pod: each certificate of a CA of the quorum may join"] : Array.Empty<string>(),
        ];
        if (parts.Length > 0) read.Warnings.Add(string.Join("; ", parts));
        if (quorum && !added.Contains("ssl.quorum.hostnameVerification") && !added.Contains("fips-mode"))
            read.Warnings.Add("ssl.quorum.hostnameVerification has no effect in FIPS mode, which is on by default: ZooKeeper does not compare the names of members then; fips-mode=false has it compared");
    }
}
