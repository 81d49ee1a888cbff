using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Discovery;

/// <summary>What settings and machine say of the members, and what was found out from it so far.</summary>
/// <param name="settings">What the user said.</param>
/// <param name="facts">What the machine says, with the pod's name where it was given.</param>
/// <param name="clientAddress">The address ZooKeeper listens to clients on; null is every interface.</param>
/// <param name="member">True when this host must be one of the members.</param>
internal sealed class DiscoveryContext(EnsembleSettings settings, HostFacts facts, string? clientAddress, bool member)
{
    /// <summary>Why the host name tells nothing of this pod; null where it may be the pod's.</summary>
    private readonly string? _node = NodeName.Why(settings, facts);

    public EnsembleSettings Settings => settings;

    public HostFacts Facts => facts;

    public string? ClientAddress => clientAddress;

    public bool IsMember => member;

    public List<SettingsProblem> Problems { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<EffectiveSetting> Effective { get; } = [];

    /// <summary>The pod that the host name tells; null where it tells none.</summary>
    public PodName? Pod => _node is null ? PodName.Parse(facts.HostName) : null;

    /// <summary>What told the pod's name.</summary>
    public string NameOrigin => settings.PodName is null ? "host name" : SettingCatalog.PodName.Name;

    /// <summary>The id of a server that is the only one.</summary>
    public int? OnlyId => settings.MyId ?? settings.OnlyId;

    public bool IsOwnSet(string set) => Pod is { } own && own.Set == set;

    /// <summary>Notes that the host name does not tell which member this is, and what to do.</summary>
    public void RefuseHostName() => Problems.Add(new("host name", facts.HostName, (member, settings.Replicas) switch
    {
        (true, _) when _node is not null => _node,
        (true, 1) => $"NAME-ORDINAL as a StatefulSet names its pods (zk-0); run it in a StatefulSet, or give this server's id by {SettingCatalog.MyId.Name}",
        (true, _) => $"NAME-ORDINAL as a StatefulSet names its pods (zk-0); run it in a StatefulSet, or give {SettingCatalog.MyId.Name} and {SettingCatalog.Servers.Name}",
        _ => $"NAME-ORDINAL of one of the ensemble's pods; outside of them give {SettingCatalog.StatefulSet.Name} and {SettingCatalog.HeadlessService.Name}",
    }));

    public void Note(Setting setting, string value, string origin) => Effective.Add(new(setting.Name, value, origin));
}
