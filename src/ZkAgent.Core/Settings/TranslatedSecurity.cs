namespace ZkAgent.Core.Settings;

/// <summary>What variables of other images ask for and do not have all of: a setting of security that can't be honoured is refused, never dropped.</summary>
internal static class TranslatedSecurity
{
    public static void Check(SettingValues read, SecuritySettings security)
    {
        var users = read.Resolver.Translated.Users;
        if (security.ClientSasl != ClientSaslPhase.Off && security.ClientUsers is null && By(read, SecurityCatalog.ClientSasl) is { } auth && AreDefaults(read, SecurityCatalog.ClientSaslUsersDir, SecurityCatalog.JaasFile))
            Missing(read, auth, "yes", $"ZOO_SERVER_USERS and ZOO_SERVER_PASSWORDS as well (or {SecurityCatalog.ClientSaslUsersDir.Name}): without users no client could authenticate");
        if (security.QuorumSasl != QuorumSaslPhase.Off && users.Quorum is null && By(read, SecurityCatalog.QuorumSasl) is { } quorum && AreDefaults(read, SecurityCatalog.QuorumSaslPasswordFile, SecurityCatalog.JaasFile))
            Missing(read, quorum, "yes", $"ZOO_QUORUM_LEARNER_USER, ZOO_QUORUM_LEARNER_PASSWORD, ZOO_QUORUM_SERVER_USERS and ZOO_QUORUM_SERVER_PASSWORDS as well (or {SecurityCatalog.QuorumSaslPasswordFile.Name}): without a user no member could authenticate");
        Stores(read, security.ClientTls != ClientTlsPhase.Off, security.ClientTlsFiles, SecurityCatalog.ClientTls, SecurityCatalog.ClientTlsDir, "ZOO_TLS_CLIENT");
        Stores(read, security.QuorumTls != QuorumTlsPhase.Off, security.QuorumTlsFiles, SecurityCatalog.QuorumTls, SecurityCatalog.QuorumTlsDir, "ZOO_TLS_QUORUM");
        if (users.NoAnonymous is { } forbids && security.ClientSasl != ClientSaslPhase.Require && !read.IsRefused(SecurityCatalog.ClientSasl))
            read.Problems.Add(new(forbids.Origin, forbids.Text, $"ZOO_ENABLE_AUTH=yes with users as well (or {SecurityCatalog.ClientSasl.Name}=require), or yes: as it is, clients without authentication are served"));
        if (users.Clients is { } clients && security.ClientSasl == ClientSaslPhase.Off && !read.IsRefused(SecurityCatalog.ClientSasl))
            read.Warnings.Add($"{clients[0].Password.Place} has no effect while {SecurityCatalog.ClientSasl.Name} is off");
        if (users.Quorum is { } member && security.QuorumSasl == QuorumSaslPhase.Off && !read.IsRefused(SecurityCatalog.QuorumSasl))
            read.Warnings.Add($"{member.Password.Place} has no effect while {SecurityCatalog.QuorumSasl.Name} is off");
    }

    private static void Stores(SettingValues read, bool on, TlsFiles files, Setting phase, Setting directory, string variables)
    {
        if (on && files is { KeyStore: null, TrustStore: null } && By(read, phase) is { } tls && AreDefaults(read, directory))
            Missing(read, tls, "true", $"{variables}_KEYSTORE_FILE and {variables}_TRUSTSTORE_FILE as well (or {directory.Name} with PEM files): without a certificate no connection is possible");
    }

    /// <summary>The switch of another image that a setting follows from; null where the agent's own name or nothing says it.</summary>
    private static FoundValue? By(SettingValues read, Setting setting) =>
        read.Resolver.Find(setting) is var found && read.Resolver.Translated.Settings.TryGetValue(setting.Name, out var translated) && translated == found ? found : null;

    private static bool AreDefaults(SettingValues read, params ReadOnlySpan<Setting> settings)
    {
        foreach (var setting in settings)
            if (!read.Resolver.Find(setting).IsDefault) return false;
        return true;
    }

    private static void Missing(SettingValues read, FoundValue by, string word, string expected)
    {
        // Users of which half is missing have their problem already.
        if (read.Resolver.Translated.Problems.Count == 0) read.Problems.Add(new(by.Origin, word, expected));
    }
}
