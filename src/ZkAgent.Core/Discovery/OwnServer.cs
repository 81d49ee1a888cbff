using System.Globalization;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Discovery;

/// <summary>Works out which server of the list this host is.</summary>
internal static class OwnServer
{
    /// <param name="context">What tells who we are; takes the problems.</param>
    /// <param name="topology">The list.</param>
    /// <param name="pattern">With dynamic membership, what the server of each ordinal is called; null with a static list.</param>
    /// <returns>Null where there is a problem.</returns>
    public static LocalMember? Find(DiscoveryContext context, EnsembleTopology topology, ServerPattern? pattern)
    {
        var (settings, facts) = (context.Settings, context.Facts);
        var implied = context.Pod is { } own ? (long)own.Ordinal + settings.MyIdOffset : (long?)null;
        var (found, origin, problem, warning) = settings.Servers is not null ? ListedId.Of(settings, facts, context.Pod?.Ordinal)
            : settings.MyId is { } told ? new(told, settings.MyIdOrigin)
            : implied is not null ? new(implied, context.NameOrigin)
            : new(topology.Servers.Count == 1 ? context.OnlyId : null, FoundValue.ByDefault);
        if (warning is not null) context.Warnings.Add(warning);
        if (problem is not null) context.Problems.Add(problem);
        else if (found is null) context.RefuseHostName();
        if (found is not { } id) return null;
        if (pattern is not null) return OfPattern(context, pattern, topology, id, origin);
        // An id that does not follow from the name would point into a list that does.
        if (settings.Servers is null && settings.MyId is { } given && implied is { } follows && follows != given && settings.Replicas > 1)
        {
            context.Problems.Add(new(settings.MyIdOrigin, Text(given), $"the id that follows from host name {facts.ShownName}, {follows}; remove it, or list the servers in {SettingCatalog.Servers.Name}"));
            return null;
        }
        var self = settings is { Servers: null, Replicas: 1 } && (settings.MyId ?? (implied is null ? context.OnlyId : null)) is { } only
            ? topology.Servers[0] with { Id = new(only) }
            : topology.Servers.FirstOrDefault(s => s.Id.Value == id);
        if (self is null)
        {
            context.Problems.Add(settings.Servers is null
                ? new(SettingCatalog.MyId.Name, id.ToString(CultureInfo.InvariantCulture), $"one of the ids {topology.Servers[0].Id} to {topology.Servers[^1].Id}")
                : new(SettingCatalog.Servers.Name, string.Join(' ', topology.Servers.Select(s => s.Id)), $"a list with this server's id {id} in it (host name {facts.ShownName}); list it, or set {SettingCatalog.MyId.Name}"));
            return null;
        }
        if (context.ClientAddress is { } clientAddress && self.ClientAddress != clientAddress)
        {
            context.Problems.Add(new(SettingCatalog.ClientPortAddress.Name, clientAddress, $"the address {self.ClientAddress} that {SettingCatalog.Servers.Name} gives server.{self.Id}; remove one of them"));
            return null;
        }
        context.Note(SettingCatalog.MyId, self.Id.ToString(), settings.MyId is not null ? SettingCatalog.MyId.Name : origin);
        var alone = topology.Servers.Count == 1;
        if (!alone && settings.StandaloneEnabled == true && topology.Participants.Count == 1)
            context.Problems.Add(new(SettingCatalog.StandaloneEnabled.Name, "true", "false with one participant and observers: ZooKeeper refuses it otherwise"));
        var standalone = alone && (settings.StandaloneEnabled ?? true);
        if (settings.StandaloneEnabled is null)
            context.Note(SettingCatalog.StandaloneEnabled, standalone ? "true" : "false", $"default, {topology.Servers.Count} {(alone ? "server" : "servers")}");
        if (alone) topology = new([self]);
        // Manifests of the official image and of Confluent's call the member itself so. Clients need a name.
        if (HostText.IsEveryInterface(self.Host) && new ListedName(facts).AsOthersSay(topology.Servers) is { } name)
        {
            var nameless = self;
            self = nameless with { Host = name };
            topology = new([.. topology.Servers.Select(s => s == nameless ? self : s)]);
        }
        return new(topology, self, standalone) { AloneByDefault = standalone && settings.ReplicasAreAssumed };
    }

    /// <summary>With dynamic membership a member may have any ordinal.</summary>
    private static LocalMember? OfPattern(DiscoveryContext context, ServerPattern pattern, EnsembleTopology topology, long id, string origin)
    {
        if (id > ServerId.Highest || pattern.OrdinalOf(new((int)id)) < pattern.FirstOrdinal)
        {
            context.Problems.Add(new(SettingCatalog.OrdinalStart.Name, Text(context.Settings.OrdinalStart), $"at most this pod's ordinal (host name {context.Facts.ShownName}), and ids up to {ServerId.Highest}: set it to the StatefulSet's spec.ordinals.start"));
            return null;
        }
        var self = pattern.At(pattern.OrdinalOf(new((int)id)));
        context.Note(SettingCatalog.MyId, self.Id.ToString(), origin);
        context.Note(SettingCatalog.StandaloneEnabled, "false", $"default, {SettingCatalog.Membership.Name}=dynamic");
        var all = topology.Servers.Any(s => s.Id == self.Id) ? topology : new([.. topology.Servers, self]);
        return new(all, self, Standalone: false) { Pattern = pattern };
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
