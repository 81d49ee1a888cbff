namespace ZkAgent.Core.Settings;

/// <summary>Reads the keys of zoo.cfg that no setting of ours stands for.</summary>
internal static class OtherKeys
{
    /// <summary>Keys that only the agent may write, and what to use instead.</summary>
    private static readonly Dictionary<string, string> Owned = new(StringComparer.Ordinal)
    {
        ["dynamicConfigFile"] = "no such key: the agent writes the server lines itself, and ZooKeeper refuses to have them in two places",
    };

    /// <summary>The keys that can work, with their values as ZooKeeper is to read them; each other is a problem.</summary>
    public static SortedDictionary<string, string> Read(SettingValues read)
    {
        var others = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, found) in read.Resolver.OtherKeys())
        {
            // The server list's reader judges these.
            if (ServerList.IsServerKey(key)) continue;
            var secret = SecretKeys.IsSecret(key);
            var shown = secret ? SecretKeys.Hidden : ZooCfgValues.AsZooKeeperReads(key, found.Text);
            if ((ZooCfgKeyAdvice.WhyImpossible(key) ?? Owned.GetValueOrDefault(key) ?? ZooCfgValues.WhyWrong(key, found.Text)) is { } expected)
            {
                read.Problems.Add(SettingsProblem.OfKey(key, found.Origin, shown, expected));
                continue;
            }
            if (key == ZooKeeperKeys.AutoCreate)
            {
                // run sets it for the data guard; render leaves it to a ZooKeeper without a data guard.
                if (ValueReaders.Boolean(ValueReaders.Unquoted(found.Text)) != false)
                    read.Warnings.Add($"{found.Origin}: {key}={shown} has no effect: with it an empty volume could vote away what the other members hold, so the data guard sets false");
                continue;
            }
            if (ZooCfgKeyAdvice.WhyUnknown(key) is { } reason) read.Warnings.Add($"{found.Origin}: {reason}");
            // Manifests of other images have it so, and ZooKeeper's process does not get the variable.
            var foreign = read.Resolver.Translated.Keys.TryGetValue(key, out var translated) && translated == found;
            if (secret && !found.FromFile && !foreign)
                read.Warnings.Add($"{found.Origin} holds a secret, {key}, where every process of the container and every reader of the pod's manifest sees it; put it into a file and give the path in {SettingCatalog.CfgVariableOf(key)}{SettingCatalog.CfgFileSuffix}");
            others[key] = ZooCfgValues.AsZooKeeperReads(key, found.Text);
            read.Effective.Add(new(key, shown, found.Origin));
        }
        return others;
    }
}
