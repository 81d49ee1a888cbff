namespace ZkAgent.Core.Settings;

/// <summary>What cannot be used with dynamic membership, because ZooKeeper then keeps the list and the agent changes it as the super user.</summary>
internal static class MembershipRules
{
    private static readonly string With = $"with {SettingCatalog.Membership.Name}=dynamic";

    /// <param name="keys">All keys of zoo.cfg, those that follow from settings included.</param>
    public static void Check(SettingValues read, EnsembleSettings ensemble, SecuritySettings security, IReadOnlyList<KeyValuePair<string, string>> keys)
    {
        var bySasl = security.ClientSasl == ClientSaslPhase.Require;
        if (ensemble.SuperPasswordFile is not null) PasswordFile(read, ensemble, bySasl, Value(keys, SuperUserKeys.Digest) is not null);
        if (!ensemble.IsDynamic) return;
        List(read, ensemble);
        foreach (var (key, found) in read.Resolver.OtherKeys())
            if (WhyNot(key, Value(keys, key)) is { } expected) Refuse(key, found, expected);
        if (bySasl) BySasl(read, security);
        else ByDigest(read, ensemble, keys, Refuse);

        void Refuse(string key, FoundValue found, string expected) =>
            read.Problems.Add(SettingsProblem.OfKey(key, found.Origin, SecretKeys.Shown(key, ZooCfgValues.AsZooKeeperReads(key, found.Text)), expected));
    }

    /// <summary>Settings that give a list, or a place in one, of their own.</summary>
    private static void List(SettingValues read, EnsembleSettings ensemble)
    {
        if (read.Resolver.Find(SettingCatalog.Servers) is { IsDefault: false } list)
            read.Refuse(SettingCatalog.Servers, list, $"no list {With}: ZooKeeper keeps the list, and the members are the pods of the StatefulSet; remove it, or set {SettingCatalog.Membership.Name}=static");
        else if (ensemble.Servers is not null && read.Resolver.OtherKeys().FirstOrDefault(k => ServerList.IsServerKey(k.Key)) is { Key: { } line, Value: var found })
            read.Problems.Add(SettingsProblem.OfKey(line, found.Origin, found.Text, $"no server lines {With}: ZooKeeper keeps the list; remove them all, or set {SettingCatalog.Membership.Name}=static"));
        if (ensemble.MyId is not null)
            read.Refuse(SettingCatalog.MyId, read.Resolver.Find(SettingCatalog.MyId), $"no id {With}: it follows from the pod's ordinal; remove it, or set {SettingCatalog.MyIdOffset.Name}");
        if (ensemble.StandaloneEnabled == true)
            read.Refuse(SettingCatalog.StandaloneEnabled, read.Resolver.Find(SettingCatalog.StandaloneEnabled), $"false {With}: a standalone server cannot be joined by others; remove it");
    }

    private static string? WhyNot(string key, string? value) => key switch
    {
        _ when key.StartsWith("group.", StringComparison.Ordinal) || key.StartsWith("weight.", StringComparison.Ordinal) =>
            $"no groups and weights {With}: a member that joins has no place in them; remove them, or set {SettingCatalog.Membership.Name}=static",
        "reconfigEnabled" when value == "false" => $"true {With}, or the membership cannot be changed; remove it",
        ZooCfgValues.SkipAcl when value == "yes" => $"no {With}: with it every client may change the membership; remove it",
        _ => null,
    };

    /// <summary>The agent authenticates as its own user of SASL.</summary>
    private static void BySasl(SettingValues read, SecuritySettings security)
    {
        if (security.JaasFile is not null)
            read.Refuse(SecurityCatalog.JaasFile, read.Resolver.Find(SecurityCatalog.JaasFile),
                $"no JAAS file of your own {With} and {SecurityCatalog.ClientSasl.Name}=require: the agent has no user in it and cannot change the membership; give the users by {SecurityCatalog.ClientSaslUsersDir.Name}, or set {SecurityCatalog.ClientSasl.Name}=allow");
    }

    /// <summary>The agent authenticates by a digest.</summary>
    private static void ByDigest(SettingValues read, EnsembleSettings ensemble, IReadOnlyList<KeyValuePair<string, string>> keys, Action<string, FoundValue, string> refuse)
    {
        foreach (var (key, found) in read.Resolver.OtherKeys())
            if (Expected(key, Value(keys, key)) is { } expected) refuse(key, found, expected);

        string? Expected(string key, string? value) => key switch
        {
            SuperUserKeys.Enabled when value == "false" => $"true {With}, because the agent changes the membership as the super user; remove it, or set {SecurityCatalog.ClientSasl.Name}=require",
            "enforce.auth.schemes" when Value(keys, "enforce.auth.enabled") == "true" && value?.Split(',', StringSplitOptions.TrimEntries).Contains("digest") == false =>
                $"digest among them {With}, or the agent cannot change the membership; add it, or set {SecurityCatalog.ClientSasl.Name}=require in place of these keys",
            "sessionRequireClientSASLAuth" when value == "true" => $"no such key {With}, because the agent's session has no user of SASL; set {SecurityCatalog.ClientSasl.Name}=require in its place",
            SuperUserKeys.Algorithm when value is not null && !SuperUserKeys.Algorithms.Contains(value) => $"one of {string.Join(", ", SuperUserKeys.Algorithms)} {With}: the agent has no other algorithm",
            SuperUserKeys.Digest when ensemble.SuperPasswordFile is null && value is not null =>
                $"{SettingCatalog.SuperPasswordFile.Name} as well {With}: this digest replaces the agent's own super user, whose password it needs; set it to a file with the password, or remove this key",
            _ => null,
        };
    }

    private static void PasswordFile(SettingValues read, EnsembleSettings ensemble, bool bySasl, bool ownDigest)
    {
        var origin = read.Spelling(SettingCatalog.SuperPasswordFile);
        if (!ensemble.IsDynamic) read.Warnings.Add($"{origin} has no effect without {SettingCatalog.Membership.Name}=dynamic");
        else if (bySasl) read.Warnings.Add($"{origin} has no effect with {SecurityCatalog.ClientSasl.Name}=require: the agent changes the membership as its own user of SASL");
        else if (!ownDigest) read.Warnings.Add($"{origin} has no effect without {SuperUserKeys.Digest}: the agent makes a password of its own");
        else if (!ensemble.SuperPasswordFile!.StartsWith('/'))
            read.Refuse(SettingCatalog.SuperPasswordFile, read.Resolver.Find(SettingCatalog.SuperPasswordFile), "an absolute path of a file with the password");
    }

    private static string? Value(IReadOnlyList<KeyValuePair<string, string>> keys, string key) => keys.Where(k => k.Key == key).Select(k => k.Value).LastOrDefault();
}
