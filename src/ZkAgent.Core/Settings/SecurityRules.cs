using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>Combinations of the settings of TLS and authentication that contradict each other or have no effect.</summary>
internal static class SecurityRules
{
    private const string JaasFlag = "-Djava.security.auth.login.config=";

    public static void Check(SettingValues read, SecuritySettings security, EnsembleSettings ensemble)
    {
        if (security.ClientTls == ClientTlsPhase.Only && ensemble.Servers?.FirstOrDefault(s => s.ClientAddress is { } own && !HostText.IsLoopback(own.Trim('[', ']'))) is { } open)
            read.Problems.Add(new(SettingCatalog.Servers.Name, $"server.{open.Id}=…;{open.ClientAddress}:{open.ClientPort}", $"no address but 127.0.0.1 before the client port with {SecurityCatalog.ClientTls.Name}=only, which leaves the plaintext port to the agent; remove {open.ClientAddress}: from the list, or set {SecurityCatalog.ClientTls.Name}=also"));
        if (security.UsesSasl && JvmOptions.Last(read.Resolver.Jvm.All, JaasFlag) is { } flag)
            read.Problems.Add(new($"{flag.Variable} {JaasFlag.TrimEnd('=')}", flag.Text[JaasFlag.Length..],
                $"no such flag with {(security.ClientSasl != ClientSaslPhase.Off ? SecurityCatalog.ClientSasl : SecurityCatalog.QuorumSasl).Name}, which names a JAAS file too; for your own file set {SecurityCatalog.JaasFile.Name} and remove the flag"));
        if (security.JaasFile is { } jaas) OwnJaasFile(read, security, jaas);
        if (security.RootForUsers && security.ClientSasl == ClientSaslPhase.Off)
            read.Refuse(SecurityCatalog.ClientSaslRootAcl, read.Resolver.Find(SecurityCatalog.ClientSaslRootAcl), $"open without {SecurityCatalog.ClientSasl.Name}: there are no users; set that, or remove this");
        if (security.ClientTls == ClientTlsPhase.Only && Given(read, SettingCatalog.ClientPortAddress) is { } address && !HostText.IsLoopback(ValueText(address)))
            read.Refuse(SettingCatalog.ClientPortAddress, address, $"127.0.0.1 or nothing with {SecurityCatalog.ClientTls.Name}=only, which leaves the plaintext port to the agent; remove it, or set {SecurityCatalog.ClientTls.Name}=also");
        if (security.OtherQuorumUsers.Any(u => u.User == security.QuorumUser.User))
            read.Refuse(SecurityCatalog.QuorumSaslSecondUser, read.Resolver.Find(SecurityCatalog.QuorumSaslSecondUser), $"another user than {SecurityCatalog.QuorumSaslUser.Name}: one user has one password");

        WithoutEffect(read, SecurityCatalog.ClientTls, security.ClientTls != ClientTlsPhase.Off);
        WithoutEffect(read, SecurityCatalog.QuorumTls, security.QuorumTls != QuorumTlsPhase.Off);
        WithoutEffect(read, SecurityCatalog.QuorumSasl, security.QuorumSasl != QuorumSaslPhase.Off);
        WithoutEffect(read, SecurityCatalog.ClientSasl, security.ClientSasl != ClientSaslPhase.Off);
    }

    /// <summary>With skipACL every client may do everything, whatever its user is.</summary>
    /// <param name="keys">The keys of zoo.cfg, those of the JVM's properties included.</param>
    public static void SkippedAcl(SettingValues read, SecuritySettings security, IReadOnlyDictionary<string, string> keys)
    {
        if (!keys.ContainsKey(ZooCfgValues.SkipAcl) || read.Resolver.OtherKeys().FirstOrDefault(k => k.Key == ZooCfgValues.SkipAcl) is not { Key: not null, Value: var found }) return;
        if (keys[ZooCfgValues.SkipAcl] != "yes")
        {
            if (ValueReaders.Boolean(ValueReaders.Unquoted(found.Text)) == true)
                read.Warnings.Add($"{found.Origin}: {ZooCfgValues.SkipAcl}={LogEscaping.Quote(found.Text)} does nothing: ZooKeeper knows the word yes only, so ACLs are checked as before; remove it");
            return;
        }
        if (security.RootForUsers)
            read.Problems.Add(SettingsProblem.OfKey("skipACL", found.Origin, "yes", $"no with {SecurityCatalog.ClientSaslRootAcl.Name}=users: with it no ACL is checked, and the root is open to every client; remove one of them"));
        else read.Warnings.Add($"{found.Origin}: skipACL=yes lets every client read and change every node, whatever its ACL says");
    }

    private static void OwnJaasFile(SettingValues read, SecuritySettings security, string path)
    {
        if (!security.UsesSasl)
            read.Warnings.Add($"{read.Spelling(SecurityCatalog.JaasFile)}={LogEscaping.Quote(path)} has no effect while {SecurityCatalog.ClientSasl.Name} and {SecurityCatalog.QuorumSasl.Name} are off");
        foreach (var setting in new[] { SecurityCatalog.ClientSaslUsersDir, SecurityCatalog.QuorumSaslPasswordFile, SecurityCatalog.QuorumSaslSecondPasswordFile })
            if (Given(read, setting) is { } other)
                read.Refuse(setting, other, $"nothing with {SecurityCatalog.JaasFile.Name}, whose file has the users; remove one of them");
        if (security.RootForUsers)
            read.Refuse(SecurityCatalog.ClientSaslRootAcl, read.Resolver.Find(SecurityCatalog.ClientSaslRootAcl), $"open with {SecurityCatalog.JaasFile.Name}: the agent does not know its users; set the ACL of / yourself");
    }

    /// <summary>Warns of what was set for something that is off: its user may believe that it is on.</summary>
    private static void WithoutEffect(SettingValues read, Setting phase, bool on)
    {
        if (on || read.IsRefused(phase)) return;
        foreach (var setting in SecurityCatalog.All)
            if (setting != phase && setting.Name.StartsWith(phase.Name + "_", StringComparison.Ordinal) && Given(read, setting) is { } found && !read.IsRefused(setting))
                read.Warnings.Add($"{found.Origin} has no effect while {phase.Name} is off");
    }

    private static FoundValue? Given(SettingValues read, Setting setting) => read.Resolver.Find(setting) is { IsDefault: false } found ? found : null;

    private static string ValueText(FoundValue found) => found.Text.Trim('[', ']');
}
