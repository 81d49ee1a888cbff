using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Families;

/// <summary>Variables of Bitnami's image that stand for a key of zoo.cfg which is no setting of the agent.</summary>
internal static class BitnamiKeys
{
    private const string Prefix = "ZOO_CFG_", AdminServer = "ZOO_ENABLE_ADMIN_SERVER";

    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["ZOO_MAX_CNXNS"] = "maxCnxns",
        ["ZOO_PRE_ALLOC_SIZE"] = "preAllocSize",
        ["ZOO_SNAPCOUNT"] = "snapCount",
        ["ZOO_LISTEN_ALLIPS_ENABLED"] = "quorumListenOnAllIPs",
        ["ZOO_RECONFIG_ENABLED"] = "reconfigEnabled",
        ["ZOO_PEER_TYPE"] = "peerType",
        ["ZOO_FIPS_MODE"] = "fips-mode",
        ["ZOO_ADMIN_SERVER_ADDRESS"] = "admin.serverAddress",
        ["ZOO_ADMIN_SERVER_PORT_NUMBER"] = "admin.serverPort",
        // Apache Pinot's manifest has it; no image reads it.
        ["ZOO_ADMINSERVER_PORT"] = "admin.serverPort",
        ["ZOO_TLS_CLIENT_KEYSTORE_TYPE"] = "ssl.keyStore.type",
        ["ZOO_TLS_CLIENT_TRUSTSTORE_TYPE"] = "ssl.trustStore.type",
        ["ZOO_TLS_QUORUM_KEYSTORE_TYPE"] = "ssl.quorum.keyStore.type",
        ["ZOO_TLS_QUORUM_TRUSTSTORE_TYPE"] = "ssl.quorum.trustStore.type",
    };

    private static readonly Dictionary<string, string> PasswordKeys = new(StringComparer.Ordinal)
    {
        ["ZOO_TLS_CLIENT_KEYSTORE_PASSWORD"] = "ssl.keyStore.password",
        ["ZOO_TLS_CLIENT_TRUSTSTORE_PASSWORD"] = "ssl.trustStore.password",
        ["ZOO_TLS_QUORUM_KEYSTORE_PASSWORD"] = "ssl.quorum.keyStore.password",
        ["ZOO_TLS_QUORUM_TRUSTSTORE_PASSWORD"] = "ssl.quorum.trustStore.password",
    };

    public static IEnumerable<string> Passwords => PasswordKeys.Keys;

    public static IEnumerable<string> All => [AdminServer, .. Keys.Keys, .. PasswordKeys.Keys];

    /// <summary>The key that <c>ZOO_CFG_x_y</c> names: x.y, or the known key that is written so; null for another variable.</summary>
    public static string? KeyOf(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || name.Length == Prefix.Length || name == SettingCatalog.CfgExtra.Name) return null;
        var written = name[Prefix.Length..];
        var dotted = written.Replace('_', '.');
        // A few keys have underscores themselves.
        return ZooCfgKeys.IsKnown(dotted) ? dotted : ZooCfgKeys.All.FirstOrDefault(k => k.Replace('.', '_') == written) ?? dotted;
    }

    public static void Translate(FamilyVariables variables, Translation into)
    {
        foreach (var (name, key) in Keys)
            if (variables.Find(name) is { } found) into.Set(key, found);
        foreach (var (name, key) in PasswordKeys)
            if (variables.Secret(name) is { } secret) into.Set(key, secret);
        foreach (var name in variables.Given)
            if (KeyOf(name) is { } key && !FamilyNames.IsFileForm(name) && (SecretKeys.IsSecret(key) ? variables.Secret(name) : variables.Find(name)) is { } found) into.Set(key, found);
        // Its default there; without it the port would be open on every interface.
        if (variables.Switch(AdminServer) == true) into.Default("admin.serverAddress", variables.Find(AdminServer)!.Value with { Text = "127.0.0.1" });
    }
}
