using System.Globalization;
using ZkAgent.Core.Rendering;

namespace ZkAgent.Core.Settings;

/// <summary>Reads everything that goes into zoo.cfg beside the server lines.</summary>
internal static class ZooKeeperKeys
{
    /// <summary>What we set unless the user did, each for a reason that DECISIONS.md tells.</summary>
    private static readonly (string Key, string Value)[] Ours =
    [
        ("quorumListenOnAllIPs", "true"),                    // the own name need not resolve when the ports are bound
        ("electionPortBindRetry", "0"),                      // for ever: a late name must not end the process
        ("reconfigEnabled", "false"),                        // with it ZooKeeper rewrites zoo.cfg
        ("fastleader.maxNotificationInterval", "5000"),      // 60 s by default: a member alone for long would rejoin late
        ("tcpKeepAlive", "true"),                            // election connections idle for days and NAT forgets them
    ];

    /// <summary>Keys that only the agent may write, and what to use instead.</summary>
    private static readonly Dictionary<string, string> Owned = new(StringComparer.Ordinal)
    {
        ["dynamicConfigFile"] = "no such key: the agent writes the server lines itself, and ZooKeeper refuses to have them in two places",
    };

    public static ZooKeeperSettings Read(ValueReading read, EnsembleSettings ensemble, DirectorySettings directories)
    {
        var tick = read.Number(SettingCatalog.TickTime, 1, 3_600_000, "milliseconds");
        var keys = new List<KeyValuePair<string, string>>
        {
            new("dataDir", directories.Data),
            new("dataLogDir", directories.DataLog),
            new("clientPort", Text(ensemble.ClientPort)),
            new("tickTime", Text(tick)),
        };
        var address = read.Address(SettingCatalog.ClientPortAddress);
        if (address is not null) keys.Insert(keys.Count - 1, new(SettingCatalog.ClientPortAddress.CfgKey!, address));
        var init = Number(SettingCatalog.InitLimit, 1, "ticks");
        var sync = Number(SettingCatalog.SyncLimit, 1, "ticks");
        Number(SettingCatalog.MaxClientCnxns, 0, "connections per client address");
        var shortest = Ticks(SettingCatalog.MinSessionTimeout, 2);
        var longest = Ticks(SettingCatalog.MaxSessionTimeout, 20);
        // ZooKeeper takes fewer than 3 for 3, so 0 is odd and not wrong.
        var retain = Number(SettingCatalog.SnapRetainCount, 0, "snapshots");
        var purge = Number(SettingCatalog.PurgeInterval, 0, "hours");
        keys.Add(new("4lw.commands.whitelist", FourLetterWords(read)));
        var admin = read.Boolean(SettingCatalog.AdminServer) ?? false;
        keys.Add(new("admin.enableServer", Text(admin)));

        SanityRules.Ticks(read, tick, init, sync);
        SanityRules.Sessions(read, shortest, longest);
        SanityRules.Purging(read, retain, purge);
        var others = ReadOthers(read);
        SanityRules.AdminServer(read, admin, others.ContainsKey("admin.serverAddress"));
        SanityRules.Reconfiguration(read, others);
        SecureClients.Judge(read, others, ensemble, address);
        foreach (var (key, value) in Ours.Concat(SecureClients.Needs(others)))
        {
            if (others.ContainsKey(key)) continue;
            keys.Add(new(key, value));
            read.Effective.Add(new(key, key, value, FoundValue.ByDefault));
        }
        keys.AddRange(others);
        return new()
        {
            Keys = keys, ClientAddress = address, SecureClientPort = SecureClients.Port(others), SecureClientAddress = SecureClients.Address(others),
            TickTime = tick, InitLimit = init, LogLevel = read.OneOf(SettingCatalog.LogLevel, "INFO", "ERROR", "WARN", "DEBUG", "TRACE"),
        };

        int Number(Setting setting, int lowest, string what)
        {
            var value = read.Number(setting, lowest, int.MaxValue, what);
            keys.Add(new(setting.CfgKey!, Text(value)));
            return value;
        }

        int Ticks(Setting setting, int ticks)
        {
            if (!read.Raw(setting).IsDefault) return Number(setting, 1, "milliseconds");
            var value = (int)Math.Min((long)ticks * tick, int.MaxValue);
            read.Record(setting, Text(value), $"default, {setting.Default}");
            keys.Add(new(setting.CfgKey!, Text(value)));
            return value;
        }
    }

    /// <summary>The user's list with the words the agent itself needs, each once. A star stays a star.</summary>
    private static string FourLetterWords(ValueReading read)
    {
        var given = read.Raw(SettingCatalog.FourLetterWords);
        char[] separators = [',', ' ', '\t'];
        var words = given.Text.Split(separators, StringSplitOptions.RemoveEmptyEntries);
        if (words.Contains("*")) return "*";
        var all = string.Join(',', words.Concat(SettingCatalog.FourLetterWords.Default.Split(',')).Distinct(StringComparer.Ordinal));
        read.Record(SettingCatalog.FourLetterWords, all, given.Origin);
        return all;
    }

    private static SortedDictionary<string, string> ReadOthers(ValueReading read)
    {
        var others = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, found) in read.Resolver.OtherKeys())
        {
            // The server list's reader judges these.
            if (ServerList.IsServerKey(key)) continue;
            var secret = SecretKeys.IsSecret(key);
            var shown = secret ? SecretKeys.Hidden : AsZooKeeperReads(key, found.Text);
            if (WhyRefused(key, found.Text) is { } expected)
            {
                // A variable of its own has the key in its name; a line or a word of a list has not.
                read.Problems.Add(new(found.Origin, found.Origin.StartsWith(SettingCatalog.CfgPrefix, StringComparison.Ordinal) ? shown : $"{key}={shown}", expected));
                continue;
            }
            if (key == ZooCfg.AutoCreateKey)
            {
                // run sets it for the data guard; render leaves it to a ZooKeeper that nobody guards.
                if (ValueReaders.Boolean(ValueReaders.Unquoted(found.Text)) != false)
                    read.Warnings.Add($"{found.Origin}: {key}={shown} has no effect: with it an empty volume could vote away what the other members hold, so the data guard sets false");
                continue;
            }
            if (ZooCfgKeys.WhyUnknown(key) is { } reason) read.Warnings.Add($"{found.Origin}: {reason}");
            if (secret && !found.FromFile)
                read.Warnings.Add($"{found.Origin} holds a secret, {key}, where every process of the container and whoever may read the pod's manifest sees it; put it into a file and give the path in {SettingCatalog.CfgVariableOf(key)}{SettingCatalog.CfgFileSuffix}");
            others[key] = AsZooKeeperReads(key, found.Text);
            read.Effective.Add(new(key, key, shown, found.Origin));
        }
        return others;
    }

    private static string? WhyRefused(string key, string value)
    {
        if (ZooCfgKeys.WhyImpossible(key) is { } reason) return reason;
        if (Owned.TryGetValue(key, out var instead)) return instead;
        var number = ValueReaders.LongNumber(ValueReaders.Unquoted(value));
        if (ZooCfgKeys.Ports.Contains(key)) return number is >= 1 and <= 65535 ? null : $"a TCP port, a whole number from 1 to 65535, for {key}";
        if (ZooCfgKeys.LongNumbers.Contains(key)) return number is not null ? null : $"a whole number for {key}";
        if (ZooCfgKeys.Numbers.Contains(key)) return number is >= int.MinValue and <= int.MaxValue ? null : $"a whole number of at most {int.MaxValue} for {key}";
        if (ZooCfgKeys.Booleans.Contains(key)) return ValueReaders.Boolean(ValueReaders.Unquoted(value)) is not null ? null : $"true or false for {key}";
        return null;
    }

    /// <summary>ZooKeeper compares some of its switches with the exact word, and its numbers have no quotes.</summary>
    private static string AsZooKeeperReads(string key, string value)
    {
        if (ZooCfgKeys.Booleans.Contains(key) && ValueReaders.Boolean(ValueReaders.Unquoted(value)) is { } flag) return Text(flag);
        return ZooCfgKeys.Numbers.Contains(key) || ZooCfgKeys.Ports.Contains(key) ? ValueReaders.Unquoted(value) : value;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(bool value) => value ? "true" : "false";
}
