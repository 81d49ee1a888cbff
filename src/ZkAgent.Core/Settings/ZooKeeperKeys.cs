using System.Globalization;

namespace ZkAgent.Core.Settings;

/// <summary>Reads everything that goes into zoo.cfg in addition to the server lines.</summary>
internal static class ZooKeeperKeys
{
    /// <summary>The key that says whether a server without data may make itself an empty database and vote with it.</summary>
    public const string AutoCreate = "db.autocreate";

    /// <summary>What we set unless the user did, each for a reason that DECISIONS.md tells.</summary>
    private static readonly (string Key, string Value)[] Ours =
    [
        ("quorumListenOnAllIPs", "true"),                    // the own name need not resolve when the ports are bound
        ("electionPortBindRetry", "0"),                      // without end: a late name must not end the process
        ("reconfigEnabled", "false"),                        // with it ZooKeeper rewrites zoo.cfg
        ("fastleader.maxNotificationInterval", "5000"),      // 60 s by default: a member alone for long would rejoin late
        ("cnxTimeout", "1000"),                              // 5 s by default: an old address of a peer that drops packets keeps it out for that long
        ("tcpKeepAlive", "true"),                            // election connections idle for days and NAT forgets them
    ];

    public static ZooKeeperSettings Read(SettingValues read, EnsembleSettings ensemble, DirectorySettings directories, SecuritySettings security)
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
        if (address is null && security.ClientTls == ClientTlsPhase.Only && ensemble.Servers?.Any(s => s.ClientAddress is not null) != true && !read.IsRefused(SettingCatalog.ClientPortAddress))
        {
            address = "127.0.0.1";
            read.Record(SettingCatalog.ClientPortAddress, address, SecurityCatalog.ClientTls.Name);
        }
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
        var others = OtherKeys.Read(read);
        SanityRules.AdminServer(read, admin, others.ContainsKey("admin.serverAddress"));
        SanityRules.Reconfiguration(read, others, ensemble.IsDynamic);
        SecurityRules.SkippedAcl(read, security, others);
        SecurityKeys.AddTo(others, read, security, directories, ensemble.IsAlone);
        CombinationRules.Check(read, others, ensemble.IsAlone, security);
        SecureClients.Judge(read, others, ensemble, address, security);
        foreach (var (key, value) in Ours.Concat(SecureClients.Needs(others)))
        {
            if (others.ContainsKey(key)) continue;
            keys.Add(new(key, value));
            read.Effective.Add(new(key, value, FoundValue.ByDefault));
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
    private static string FourLetterWords(SettingValues read)
    {
        var given = read.Raw(SettingCatalog.FourLetterWords);
        char[] separators = [',', ' ', '\t'];
        var words = given.Text.Split(separators, StringSplitOptions.RemoveEmptyEntries);
        if (words.Contains("*")) return "*";
        var all = string.Join(',', words.Concat(SettingCatalog.FourLetterWords.Default.Split(',')).Distinct(StringComparer.Ordinal));
        read.Record(SettingCatalog.FourLetterWords, all, given.Origin);
        return all;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(bool value) => value ? "true" : "false";
}
