using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Settings;

/// <summary>Everything the agent was told, read and validated.</summary>
public sealed record AgentSettings
{
    public required EnsembleSettings Ensemble { get; init; }
    public required ZooKeeperSettings ZooKeeper { get; init; }
    public required DirectorySettings Directories { get; init; }
    public required JvmSettings Jvm { get; init; }
    public required SupervisionSettings Supervision { get; init; }
    public required OverrideSettings Overrides { get; init; }
    public required SecuritySettings Security { get; init; }
    public required BackupSettings Backups { get; init; }

    /// <summary>The restore that the operator asks for; null where none is.</summary>
    public required RestoreSettings? Restore { get; init; }

    /// <summary>True where the StatefulSet creates each pod only when the one before it is ready.</summary>
    public required bool OrderedPods { get; init; }

    /// <summary>True where a leader that serves no clients (leaderServes=no) is ready.</summary>
    public required bool LeaderReady { get; init; }

    /// <summary>What ZooKeeper's numbers are called in metrics.</summary>
    public required MetricNames MetricNames { get; init; }

    /// <summary>How the agent and ZooKeeper log.</summary>
    public required LogFormat LogFormat { get; init; }

    /// <summary>Where clients outside the cluster reach the members, in the order of the ids; empty where no setting says it.</summary>
    public required IReadOnlyList<ClientTarget> ExternalAddresses { get; init; }

    /// <summary>TCP port of the agent's own HTTP server.</summary>
    public required int AgentPort { get; init; }

    /// <summary>True where GET / on the agent's port shows the ensemble.</summary>
    public bool StatusPage { get; init; } = true;
}

/// <summary>Who the members are.</summary>
public sealed record EnsembleSettings
{
    /// <summary>How many servers; null where <see cref="Servers"/> lists them.</summary>
    public required int? Replicas { get; init; }

    /// <summary>True where nothing says how many servers there are, and <see cref="Replicas"/> is another image's default.</summary>
    public bool ReplicasAreAssumed { get; init; }

    /// <summary>The list that overrides what would be derived from names; null when not given.</summary>
    public required IReadOnlyList<EnsembleServer>? Servers { get; init; }

    /// <summary>Ordinals below this count vote; null: all do.</summary>
    public required int? Participants { get; init; }

    /// <summary>True where ZooKeeper keeps the list of servers, and members join and leave as the StatefulSet is scaled.</summary>
    public bool IsDynamic { get; init; }

    /// <summary>The file with the password of the user's own superDigest; null: the agent makes one for its life.</summary>
    public string? SuperPasswordFile { get; init; }

    public required int MyIdOffset { get; init; }

    /// <summary>The id to use whatever the host name says; null: ordinal plus offset.</summary>
    public required int? MyId { get; init; }

    /// <summary>The setting or alias that gave <see cref="MyId"/>.</summary>
    public string MyIdOrigin { get; init; } = SettingCatalog.MyId.Name;

    /// <summary>This pod's name from the downward API; null: the host name tells it.</summary>
    public string? PodName { get; init; }

    /// <summary>An image's default for the id of an only server; it counts where nothing else tells the id.</summary>
    public int? OnlyId { get; init; }

    public required int OrdinalStart { get; init; }
    public required string? StatefulSet { get; init; }
    public required string? HeadlessService { get; init; }
    public required string? Namespace { get; init; }
    public required string? ClusterDomain { get; init; }
    public required int ClientPort { get; init; }
    public required int ServerPort { get; init; }
    public required int ElectionPort { get; init; }

    /// <summary>null: by the number of servers.</summary>
    public required bool? StandaloneEnabled { get; init; }

    /// <summary>True for a single server that needs no quorum: ZooKeeper gets no server list.</summary>
    public bool IsAlone => !IsDynamic && (Servers?.Count ?? Replicas) == 1 && StandaloneEnabled is not false;
}

/// <summary>What goes into zoo.cfg in addition to the servers.</summary>
public sealed record ZooKeeperSettings
{
    /// <summary>Keys and values in the order in which zoo.cfg lists them; the user's own keys come last, sorted.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Keys { get; init; }

    /// <summary>The address ZooKeeper listens to clients on; null is every interface.</summary>
    public required string? ClientAddress { get; init; }

    /// <summary>Where clients connect with TLS; null where they can't.</summary>
    public required int? SecureClientPort { get; init; }

    /// <summary>The address it listens on; null is every interface.</summary>
    public required string? SecureClientAddress { get; init; }

    /// <summary>Ticks that joining the quorum may take.</summary>
    public required int InitLimit { get; init; }

    /// <summary>Length of a tick in milliseconds.</summary>
    public required int TickTime { get; init; }

    /// <summary>ERROR, WARN, INFO, DEBUG or TRACE.</summary>
    public required string LogLevel { get; init; }
}

/// <summary>Where files are. All absolute.</summary>
public sealed record DirectorySettings
{
    public required string Data { get; init; }
    public required string DataLog { get; init; }
    public required string Log { get; init; }
    public required string Configuration { get; init; }

    /// <summary>For the list of servers and the zoo.cfg that names it, with dynamic membership.</summary>
    public string Membership => $"{Data}/membership";

    /// <summary>For the agent's own socket.</summary>
    public required string Run { get; init; }

    /// <summary>For the agent's files whose place in <see cref="Configuration"/> is taken or cannot be written.</summary>
    public string Generated => $"{Run}/generated";
}

/// <summary>What the JVM is started with.</summary>
public sealed record JvmSettings
{
    /// <summary>Initial and maximal heap as the JVM spells it (<c>614m</c>, <c>1G</c>).</summary>
    public required string Heap { get; init; }

    /// <summary>Why it is that size, one sentence.</summary>
    public required string HeapReason { get; init; }
}

/// <summary>How ZooKeeper is started, restarted and stopped.</summary>
public sealed record SupervisionSettings
{
    /// <summary>The command to start instead of the zkServer.sh that is found; null: find it.</summary>
    public required string? ServerCommand { get; init; }

    /// <summary>The pod's terminationGracePeriodSeconds.</summary>
    public required TimeSpan GracePeriod { get; init; }

    /// <summary>In-place restarts allowed in <see cref="RestartWindow"/>; 0 hands every exit to the kubelet.</summary>
    public required int RestartLimit { get; init; }

    public static readonly TimeSpan RestartWindow = TimeSpan.FromMinutes(10);
}

/// <summary>Until when the operator's override of the data guard is valid (UTC); null without an override.</summary>
public sealed record OverrideSettings
{
    public required DateTimeOffset? Bootstrap { get; init; }
    public required DateTimeOffset? Volume { get; init; }
    public required DateTimeOffset? Damaged { get; init; }
}

/// <summary>The restore that the operator asks for.</summary>
/// <param name="Path">Where the backup is; absolute.</param>
/// <param name="Cut">Where it ends: <c>latest</c>, a zxid or a time, as the operator wrote it.</param>
/// <param name="Name">ZK_RESTORE_NAME.</param>
public sealed record RestoreSettings(string Path, string Cut, string Name)
{
    /// <summary>All three, as a volume that was restored with them remembers them.</summary>
    public string Text => $"{Path}@{Cut} {Name}";

    /// <param name="value">ZK_RESTORE: an absolute path, and behind the last @ a zxid or a time.</param>
    /// <param name="name">ZK_RESTORE_NAME.</param>
    /// <returns>Null where the value is no absolute path.</returns>
    public static RestoreSettings? Parse(string value, string name)
    {
        var at = value.LastIndexOf('@');
        var path = at < 0 ? value : value[..at];
        return path.StartsWith('/') ? new(path.Length > 1 ? path.TrimEnd('/') : path, at < 0 ? "latest" : value[(at + 1)..], name) : null;
    }
}
