using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Discovery;

/// <summary>Works out who the members are and which of them we are.</summary>
public static class EnsembleReader
{
    /// <param name="settings">What the user said.</param>
    /// <param name="facts">What the machine says.</param>
    /// <param name="clientAddress">The address ZooKeeper listens to clients on; null is every interface.</param>
    /// <param name="member">True when this host must be one of the members; false for a client that only needs the list.</param>
    public static EnsembleResult Read(EnsembleSettings settings, HostFacts facts, string? clientAddress, bool member)
    {
        var context = new DiscoveryContext(settings, facts.Named(settings.PodName), clientAddress, member);
        var list = settings.Servers is { } servers ? new(Listed(context, servers), null) : ImpliedList.Of(context);
        if (list.Topology is { } topology) Judge(context, topology);
        var local = list.Topology is not null && member ? OwnServer.Find(context, list.Topology, list.Pattern) : null;
        foreach (var server in ((local?.Topology ?? list.Topology)?.Servers ?? []).Where(s => HostText.IsEveryInterface(s.Host)))
            context.Warnings.Add($"server.{server.Id} has the address {server.Host}, which other members and clients can't reach: give its name; ZooKeeper listens on every interface in any case");
        return context.Problems.Count > 0
            ? new(null, null, context.Problems, context.Warnings, context.Effective)
            : new(local?.Topology ?? list.Topology, local, context.Problems, context.Warnings, context.Effective);
    }

    /// <summary>The list that the user gave. ZooKeeper wants the client address of a line to be that of clientPortAddress.</summary>
    private static EnsembleTopology Listed(DiscoveryContext context, IReadOnlyList<EnsembleServer> servers)
    {
        var settings = context.Settings;
        if (settings.Replicas is { } replicas && replicas != servers.Count)
            context.Warnings.Add($"{SettingCatalog.Replicas.Name}={replicas} is ignored: {SettingCatalog.Servers.Name} lists {servers.Count} servers");
        if (settings.Participants is not null)
            context.Warnings.Add($"{SettingCatalog.Participants.Name}={settings.Participants} is ignored: {SettingCatalog.Servers.Name} says who votes");
        return new([.. servers.Select(s => s with { ClientAddress = s.ClientAddress ?? context.ClientAddress })]);
    }

    /// <summary>Says what is odd about the number of voters.</summary>
    private static void Judge(DiscoveryContext context, EnsembleTopology topology)
    {
        if (context.Settings.Servers is null && context.Settings.Participants > topology.Servers.Count)
            context.Warnings.Add($"{SettingCatalog.Participants.Name}={context.Settings.Participants} is more than the {topology.Servers.Count} servers there are: all vote");
    }
}
