namespace ZkAgent.Core.Settings;

/// <summary>Reads the settings of TLS and authentication, and refuses those that contradict each other.</summary>
internal static class SecurityReader
{
    /// <summary>The versions of TLS that ZooKeeper's JVM has and that are still safe.</summary>
    private static readonly string[] Protocols = ["TLSv1.2", "TLSv1.3"];

    public static SecuritySettings Read(SettingValues read, EnsembleSettings ensemble)
    {
        var security = new SecuritySettings
        {
            ClientTls = Phase<ClientTlsPhase>(read, SecurityCatalog.ClientTls),
            ClientTlsPort = read.Port(SecurityCatalog.ClientTlsPort),
            ClientTlsAuth = read.OneOf(SecurityCatalog.ClientTlsAuth, "need", "want", "none"),
            ClientTlsProtocols = ReadProtocols(read),
            ClientTlsFiles = Files(read, SecurityCatalog.ClientTlsDir, SecurityCatalog.ClientTlsKeyPasswordFile,
                SecurityCatalog.ClientTlsKeyStore, SecurityCatalog.ClientTlsKeyStorePasswordFile, SecurityCatalog.ClientTlsTrustStore, SecurityCatalog.ClientTlsTrustStorePasswordFile),
            QuorumTls = Phase<QuorumTlsPhase>(read, SecurityCatalog.QuorumTls),
            QuorumTlsFiles = Files(read, SecurityCatalog.QuorumTlsDir, SecurityCatalog.QuorumTlsKeyPasswordFile,
                SecurityCatalog.QuorumTlsKeyStore, SecurityCatalog.QuorumTlsKeyStorePasswordFile, SecurityCatalog.QuorumTlsTrustStore, SecurityCatalog.QuorumTlsTrustStorePasswordFile),
            QuorumSasl = Phase<QuorumSaslPhase>(read, SecurityCatalog.QuorumSasl),
            QuorumUser = new(read.Raw(SecurityCatalog.QuorumSaslUser).Text, new(read.Path(SecurityCatalog.QuorumSaslPasswordFile))),
            OtherQuorumUsers = SecondUser(read) is { } second ? [second] : [],
            ClientSasl = Phase<ClientSaslPhase>(read, SecurityCatalog.ClientSasl),
            ClientUsersDirectory = read.Path(SecurityCatalog.ClientSaslUsersDir),
            ClientUsers = null,
            ShellUser = null,
            RootForUsers = IsRootForUsers(read),
            JaasFile = OptionalPath(read, SecurityCatalog.JaasFile),
        };
        security = UsersOfVariables.AddTo(security, read);
        SecurityRules.Check(read, security, ensemble);
        TranslatedSecurity.Check(read, security);
        return security;
    }

    private static T Phase<T>(SettingValues read, Setting setting) where T : struct, Enum =>
        Enum.Parse<T>(read.OneOf(setting, [.. Enum.GetValues<T>().Select(SecurityPhases.Word)]), ignoreCase: true);

    /// <summary>The default of another image follows from its switch: where ours turns authentication off, it does not count.</summary>
    private static bool IsRootForUsers(SettingValues read)
    {
        var users = read.OneOf(SecurityCatalog.ClientSaslRootAcl, "open", "users") == "users";
        var follows = read.Resolver.Translated.Defaults.TryGetValue(SecurityCatalog.ClientSaslRootAcl.Name, out var theirs) && read.Resolver.Find(SecurityCatalog.ClientSaslRootAcl) == theirs;
        if (!users || !follows || read.Resolver.Find(SecurityCatalog.ClientSasl).Text != SecurityPhases.Word(ClientSaslPhase.Off)) return users;
        read.Record(SecurityCatalog.ClientSaslRootAcl, "open", SecurityCatalog.ClientSasl.Name);
        return false;
    }

    private static string ReadProtocols(SettingValues read)
    {
        var found = read.Raw(SecurityCatalog.ClientTlsProtocols);
        var given = found.Text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (given.Length == 0 || given.Except(Protocols).Any())
            read.Refuse(SecurityCatalog.ClientTlsProtocols, found, $"one or both of {string.Join(", ", Protocols)}: with another word ZooKeeper closes each connection, and older versions are not safe");
        return string.Join(',', given);
    }

    private static TlsFiles Files(SettingValues read, Setting directory, Setting keyPassword, Setting keyStore, Setting keyStorePassword, Setting trustStore, Setting trustStorePassword)
    {
        var files = new TlsFiles(read.Path(directory), OptionalPath(read, keyPassword), Store(read, keyStore, keyStorePassword), Store(read, trustStore, trustStorePassword));
        var (given, other) = files switch
        {
            { KeyStore: not null, TrustStore: null } => (keyStore, trustStore),
            { KeyStore: null, TrustStore: not null } => (trustStore, keyStore),
            _ => (null, null),
        };
        if (given is not null) read.Refuse(given, read.Resolver.Find(given), $"{other!.Name} as well: a store together with PEM files is not supported; give both stores, or {directory.Name} alone");
        else if (files.KeyStore is not null && !read.Resolver.Find(directory).IsDefault)
            read.Refuse(keyStore, read.Resolver.Find(keyStore), $"either the stores or {directory.Name}, not both; remove one of them");
        return files;
    }

    private static StoreFile? Store(SettingValues read, Setting path, Setting password)
    {
        var passwordFile = OptionalPath(read, password);
        if (OptionalPath(read, path) is { } store) return new(store, passwordFile);
        if (passwordFile is not null) read.Refuse(password, read.Resolver.Find(password), $"{path.Name} as well, whose password it is; set that, or remove this");
        return null;
    }

    private static SaslUserSource? SecondUser(SettingValues read)
    {
        var user = read.Text(SecurityCatalog.QuorumSaslSecondUser);
        var file = OptionalPath(read, SecurityCatalog.QuorumSaslSecondPasswordFile);
        if (user is not null && file is not null) return new(user, new(file));
        var (given, other) = user is not null ? (SecurityCatalog.QuorumSaslSecondUser, SecurityCatalog.QuorumSaslSecondPasswordFile) : (SecurityCatalog.QuorumSaslSecondPasswordFile, SecurityCatalog.QuorumSaslSecondUser);
        if (user is not null || file is not null) read.Refuse(given, read.Resolver.Find(given), $"{other.Name} as well; set both, or neither");
        return null;
    }

    private static string? OptionalPath(SettingValues read, Setting setting) => read.Raw(setting).Text.Length > 0 ? read.Path(setting) : null;
}
