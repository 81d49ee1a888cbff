using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Settings;

/// <summary>Turns raw text from every source into validated settings, or into all the problems at once.</summary>
public static class SettingsReader
{
    /// <param name="sources">Flags, environment and the mounted file.</param>
    /// <param name="memoryLimit">The container's memory limit in bytes; null where there is none.</param>
    public static SettingsResult Read(SettingSources sources, long? memoryLimit)
    {
        var read = new SettingValues(new SettingResolver(sources));
        var ensemble = ReadEnsemble(read);
        var agentPort = read.Port(SettingCatalog.AgentPort);
        var statusPage = read.OneOf(SettingCatalog.StatusPage, "on", "off") == "on";
        var external = ExternalAddresses.Read(read, ensemble);
        var directories = new DirectorySettings
        {
            Data = read.Path(SettingCatalog.DataDir),
            DataLog = read.Path(SettingCatalog.DataLogDir),
            Log = read.Path(SettingCatalog.LogDir),
            Configuration = read.Path(SettingCatalog.ConfDir),
            Run = read.Path(SettingCatalog.RunDir, SettingCatalog.ConfDir),
        };
        ReadFileAndExtra(read);
        var security = SecurityReader.Read(read, ensemble);
        var zooKeeper = ZooKeeperKeys.Read(read, ensemble, directories, security);
        MembershipRules.Check(read, ensemble, security, zooKeeper.Keys);
        var jvm = HeapReader.Read(read, memoryLimit);
        var supervision = new SupervisionSettings
        {
            ServerCommand = read.Text(SettingCatalog.ServerCommand),
            GracePeriod = read.Duration(SettingCatalog.GracePeriod, TimeSpan.FromSeconds(1), TimeSpan.FromHours(2)),
            RestartLimit = read.Number(SettingCatalog.RestartLimit, 0, 1000, "how many restarts in place"),
        };
        // Read from the effective settings, because last words are written where the settings are refused as well.
        _ = read.Path(SettingCatalog.TerminationLog);
        // For zkagent ok alone, which reads it where other settings are wrong.
        _ = read.Duration(SettingCatalog.OkTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
        var overrides = new OverrideSettings
        {
            Bootstrap = read.Moment(SettingCatalog.ForceBootstrap),
            Volume = read.Moment(SettingCatalog.ForceVolume),
            Damaged = read.Moment(SettingCatalog.ForceDamaged),
        };
        var restore = ReadRestore(read);
        var backups = BackupReader.Read(read, ensemble, directories);
        var ordered = read.OneOf(SettingCatalog.PodManagement, "Parallel", "OrderedReady") == "OrderedReady";
        var leaderReady = read.Boolean(SettingCatalog.LeaderReady) ?? false;
        SanityRules.LeaderReady(read, LeaderServes.IsOff(zooKeeper.Keys), leaderReady, ensemble.IsAlone);
        var names = MetricNamesWords.Parse(read.OneOf(SettingCatalog.MetricNames, MetricNamesWords.All)) ?? MetricNames.Zk;
        var logFormat = LogFormatWords.Parse(read.OneOf(SettingCatalog.LogFormat, LogFormatWords.Text, LogFormatWords.Json));
        PortRules.Check(read, ensemble, agentPort, zooKeeper);
        var settings = read.Problems.Count > 0 ? null : new AgentSettings
        {
            Ensemble = ensemble,
            ZooKeeper = zooKeeper,
            Directories = directories,
            Jvm = jvm,
            Supervision = supervision,
            Overrides = overrides,
            Security = security,
            Restore = restore,
            Backups = backups,
            AgentPort = agentPort,
            StatusPage = statusPage,
            ExternalAddresses = external,
            OrderedPods = ordered,
            LeaderReady = leaderReady,
            MetricNames = names,
            LogFormat = logFormat,
        };
        return new(settings, ensemble, zooKeeper.ClientAddress, read.Refused, read.Problems, read.Warnings, InCatalogOrder(read.Effective));
    }

    private static EnsembleSettings ReadEnsemble(SettingValues read)
    {
        var (servers, listed) = ServerList.Read(read);
        // A wrong ZK_REPLICAS is one problem, not also the problem of a missing one.
        var given = read.Raw(SettingCatalog.Replicas);
        var replicas = read.Optional(SettingCatalog.Replicas, 1, ServerId.Highest, "the number of servers");
        if (given.Text.Length == 0 && !listed)
            read.Problems.Add(new(SettingCatalog.Replicas.Name, null, "the number of servers in the ensemble, equal to the StatefulSet's spec.replicas"));
        var clientPort = read.Port(SettingCatalog.ClientPort);
        // An image's default for the id means its only server; an ordinal or a place in a list says more.
        var defaultId = read.Raw(SettingCatalog.MyId) is { IsDefault: true, Text.Length: > 0 };
        var id = read.Optional(SettingCatalog.MyId, ServerId.Lowest, ServerId.Highest, "this server's id");
        return new()
        {
            // An image's default for the number does not count where a list is given.
            Replicas = listed && given.IsDefault ? null : replicas,
            ReplicasAreAssumed = !listed && given is { IsDefault: true, Text.Length: > 0 },
            Servers = servers,
            MyId = defaultId ? null : id,
            MyIdOrigin = read.Spelling(SettingCatalog.MyId),
            PodName = read.Name(SettingCatalog.PodName),
            OnlyId = defaultId ? id : null,
            MyIdOffset = read.Number(SettingCatalog.MyIdOffset, 0, ServerId.Highest, "what is added to the ordinal"),
            OrdinalStart = read.Number(SettingCatalog.OrdinalStart, 0, int.MaxValue - 1000, "the first ordinal"),
            Participants = read.Optional(SettingCatalog.Participants, 1, ServerId.Highest, "how many servers vote"),
            IsDynamic = read.OneOf(SettingCatalog.Membership, "static", "dynamic") == "dynamic",
            SuperPasswordFile = read.Text(SettingCatalog.SuperPasswordFile),
            StatefulSet = read.Name(SettingCatalog.StatefulSet),
            HeadlessService = read.Name(SettingCatalog.HeadlessService),
            Namespace = read.Name(SettingCatalog.Namespace),
            ClusterDomain = read.Name(SettingCatalog.ClusterDomain),
            ClientPort = clientPort,
            ServerPort = read.Port(SettingCatalog.ServerPort),
            ElectionPort = read.Port(SettingCatalog.ElectionPort),
            StandaloneEnabled = read.Boolean(SettingCatalog.StandaloneEnabled),
        };
    }

    private static RestoreSettings? ReadRestore(SettingValues read)
    {
        var name = read.Text(SettingCatalog.RestoreName) ?? "1";
        if (read.Text(SettingCatalog.Restore) is not { } value) return null;
        var restore = RestoreSettings.Parse(value, name);
        if (restore is null) read.Problems.Add(new(SettingCatalog.Restore.Name, value, "the absolute path of a backup, and behind it @ZXID or @TIME to end earlier"));
        return restore;
    }

    private static void ReadFileAndExtra(SettingValues read)
    {
        read.Raw(SettingCatalog.ConfigFile);
        var extra = read.Raw(SettingCatalog.CfgExtra);
        read.Record(SettingCatalog.CfgExtra, SecretKeys.ShownWords(extra.Text), extra.Origin);
    }

    private static readonly Dictionary<string, int> CatalogOrder = SettingCatalog.All.Select((s, i) => (s.Name, i)).ToDictionary(p => p.Name, p => p.i);

    private static List<EffectiveSetting> InCatalogOrder(List<EffectiveSetting> effective) =>
        [.. effective.OrderBy(e => CatalogOrder.GetValueOrDefault(e.Name, int.MaxValue)).ThenBy(e => e.Name, StringComparer.Ordinal)];
}
