using System.Globalization;
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
    public static EnsembleResult Read(EnsembleSettings settings, HostFacts facts, string? clientAddress, bool member) =>
        new Reader(settings, facts.Named(settings.PodName), clientAddress, member).Read();

    private sealed class Reader(EnsembleSettings settings, HostFacts facts, string? clientAddress, bool member)
    {
        private readonly List<SettingsProblem> _problems = [];
        private readonly List<string> _warnings = [];
        private readonly List<EffectiveSetting> _effective = [];

        /// <summary>Why the host name tells nothing of this pod; null where it may be the pod's.</summary>
        private readonly string? _node = NodeName.Why(settings, facts);

        private PodName? Pod => _node is null ? PodName.Parse(facts.HostName) : null;

        /// <summary>With dynamic membership, what the server of each ordinal is called; null with a static list.</summary>
        private ServerPattern? _pattern;

        /// <summary>True where the only server has a host name without an ordinal.</summary>
        private bool _unnumbered;

        public EnsembleResult Read()
        {
            var topology = settings.Servers is { } servers ? Listed(servers) : Derive();
            if (topology is not null) Judge(topology);
            var local = topology is not null && member ? FindLocalMember(topology) : null;
            foreach (var server in ((local?.Topology ?? topology)?.Servers ?? []).Where(s => HostText.IsEveryInterface(s.Host)))
                _warnings.Add($"server.{server.Id} has the address {server.Host}, which other members and clients can't reach: give its name; ZooKeeper listens on every interface in any case");
            return _problems.Count > 0
                ? new(null, null, _problems, _warnings, _effective)
                : new(local?.Topology ?? topology, local, _problems, _warnings, _effective);
        }

        /// <summary>The list that the user gave. ZooKeeper wants the client address of a line to be that of clientPortAddress.</summary>
        private EnsembleTopology Listed(IReadOnlyList<EnsembleServer> servers)
        {
            if (settings.Replicas is { } replicas && replicas != servers.Count)
                _warnings.Add($"{SettingCatalog.Replicas.Name}={replicas} is ignored: {SettingCatalog.Servers.Name} lists {servers.Count} servers");
            if (settings.Participants is not null)
                _warnings.Add($"{SettingCatalog.Participants.Name}={settings.Participants} is ignored: {SettingCatalog.Servers.Name} says who votes");
            return new([.. servers.Select(s => s with { ClientAddress = s.ClientAddress ?? clientAddress })]);
        }

        /// <summary>The list that the names and the count imply.</summary>
        private EnsembleTopology? Derive()
        {
            if (settings.Replicas is not { } replicas)
            {
                // How many there are is told elsewhere; that our own ordinal is unknown is told now.
                if (member && Pod is null && settings.MyId is null) RefuseHostName();
                return null;
            }
            if (SetName() is not { } set) return null;
            var first = settings.OrdinalStart;
            // The configuration says who the members are; the number only says how many volumes a founder must see empty.
            if (!settings.IsDynamic && Pod is { } own && IsOwnSet(set) && member && (own.Ordinal < first || own.Ordinal >= first + replicas))
                _problems.Add(new(SettingCatalog.Replicas.Name, Text(replicas),
                    $"more than this pod's ordinal {own.Ordinal} (host name {facts.ShownName}): ordinals go from {first} to {first + replicas - 1}; raise {SettingCatalog.Replicas.Name} with the StatefulSet's replicas, or set {SettingCatalog.OrdinalStart.Name}"));
            var highest = (long)first + replicas - 1 + settings.MyIdOffset;
            if (first + settings.MyIdOffset < ServerId.Lowest || highest > ServerId.Highest)
                _problems.Add(new(SettingCatalog.MyIdOffset.Name, Text(settings.MyIdOffset),
                    $"ids from {ServerId.Lowest} to {ServerId.Highest}: ordinals {first} to {first + replicas - 1} would get ids {first + settings.MyIdOffset} to {highest}"));
            var domain = Domain(set, replicas);
            if (_problems.Count > 0) return null;
            if (settings.IsDynamic)
            {
                _pattern = new(set, domain!, settings.MyIdOffset, settings.ServerPort, settings.ElectionPort, settings.ClientPort, clientAddress, first, settings.Participants);
                return new([.. Enumerable.Range(first, replicas).Select(_pattern.At)]);
            }
            var participants = settings.Participants ?? replicas;
            return new([.. Enumerable.Range(first, replicas).Select((ordinal, i) => new EnsembleServer(
                new(ordinal + settings.MyIdOffset),
                domain is null || _unnumbered ? facts.HostName : $"{new PodName(set, 0).Sibling(ordinal)}.{domain}",
                settings.ServerPort, settings.ElectionPort,
                i < participants ? ServerRole.Participant : ServerRole.Observer,
                settings.ClientPort, clientAddress))]);
        }

        private string? SetName()
        {
            if (settings.StatefulSet is { } given)
            {
                if (!member || Pod is null || IsOwnSet(given)) return given;
                _problems.Add(new(SettingCatalog.StatefulSet.Name, given, $"the set that this pod is of, {Pod.Value.Set} (host name {facts.ShownName}); remove it"));
                return null;
            }
            if (Pod is { } own && HostText.IsName(own.Set)) { Note(SettingCatalog.StatefulSet, own.Set, NameOrigin); return own.Set; }
            // A single server needs no ordinal: there is no other server.
            if (settings is { Replicas: 1, StandaloneEnabled: not false, IsDynamic: false } && OnlyId is not null && member && HostText.IsName(facts.HostName))
            {
                _unnumbered = true;
                return facts.HostName;
            }
            RefuseHostName();
            return null;
        }

        private void RefuseHostName() => _problems.Add(new("host name", facts.HostName, (member, settings.Replicas) switch
        {
            (true, _) when _node is not null => _node,
            (true, 1) => $"NAME-ORDINAL as a StatefulSet names its pods (zk-0); run it in a StatefulSet, or give this server's id by {SettingCatalog.MyId.Name}",
            (true, _) => $"NAME-ORDINAL as a StatefulSet names its pods (zk-0); run it in a StatefulSet, or give {SettingCatalog.MyId.Name} and {SettingCatalog.Servers.Name}",
            _ => $"NAME-ORDINAL of one of the ensemble's pods; outside of them give {SettingCatalog.StatefulSet.Name} and {SettingCatalog.HeadlessService.Name}",
        }));

        private string NameOrigin => settings.PodName is null ? "host name" : SettingCatalog.PodName.Name;

        /// <summary>The id of a server that has no other beside it.</summary>
        private int? OnlyId => settings.MyId ?? settings.OnlyId;

        private bool IsOwnSet(string set) => Pod is { } own && own.Set == set;

        private string? Domain(string set, int replicas)
        {
            var (domain, origin, warning) = HeadlessDomain.Find(settings, facts, IsOwnSet(set));
            if (warning is not null) _warnings.Add(warning);
            if (domain is not null) Note(SettingCatalog.HeadlessService, domain, origin);
            else if (!_unnumbered && (replicas > 1 || settings.IsDynamic || !IsOwnSet(set)))
                _problems.Add(new(SettingCatalog.HeadlessService.Name, settings.HeadlessService,
                    settings.HeadlessService is null
                        ? $"the headless service's name, because /etc/hosts has no full name for {facts.ShownName}; set spec.serviceName in the StatefulSet, or this"
                        : $"a service whose namespace is known; set {SettingCatalog.Namespace.Name}, or give the service with its whole domain"));
            return domain;
        }

        private LocalMember? FindLocalMember(EnsembleTopology topology)
        {
            var implied = Pod is { } own ? (long)own.Ordinal + settings.MyIdOffset : (long?)null;
            var (found, origin, problem, warning) = settings.Servers is not null ? ListedId.Of(settings, facts, Pod?.Ordinal)
                : settings.MyId is { } told ? new(told, settings.MyIdOrigin)
                : implied is not null ? new(implied, NameOrigin)
                : new(topology.Servers.Count == 1 ? OnlyId : null, FoundValue.ByDefault);
            if (warning is not null) _warnings.Add(warning);
            if (problem is not null) _problems.Add(problem);
            else if (found is null) RefuseHostName();
            if (found is not { } id) return null;
            if (_pattern is { } pattern) return OfPattern(pattern, topology, id, origin);
            // An id that does not follow from the name would point into a list that does.
            if (settings.Servers is null && settings.MyId is { } given && implied is { } follows && follows != given && settings.Replicas > 1)
            {
                _problems.Add(new(settings.MyIdOrigin, Text(given), $"the id that follows from host name {facts.ShownName}, {follows}; remove it, or list the servers in {SettingCatalog.Servers.Name}"));
                return null;
            }
            var self = settings is { Servers: null, Replicas: 1 } && (settings.MyId ?? (implied is null ? OnlyId : null)) is { } only
                ? topology.Servers[0] with { Id = new(only) }
                : topology.Servers.FirstOrDefault(s => s.Id.Value == id);
            if (self is null)
            {
                _problems.Add(settings.Servers is null
                    ? new(SettingCatalog.MyId.Name, id.ToString(CultureInfo.InvariantCulture), $"one of the ids {topology.Servers[0].Id} to {topology.Servers[^1].Id}")
                    : new(SettingCatalog.Servers.Name, string.Join(' ', topology.Servers.Select(s => s.Id)), $"a list with this server's id {id} in it (host name {facts.ShownName}); list it, or set {SettingCatalog.MyId.Name}"));
                return null;
            }
            if (clientAddress is not null && self.ClientAddress != clientAddress)
            {
                _problems.Add(new(SettingCatalog.ClientPortAddress.Name, clientAddress, $"the address {self.ClientAddress} that {SettingCatalog.Servers.Name} gives server.{self.Id}; remove one of them"));
                return null;
            }
            Note(SettingCatalog.MyId, self.Id.ToString(), settings.MyId is not null ? SettingCatalog.MyId.Name : origin);
            var alone = topology.Servers.Count == 1;
            if (!alone && settings.StandaloneEnabled == true && topology.Participants.Count == 1)
                _problems.Add(new(SettingCatalog.StandaloneEnabled.Name, "true", "false with one participant and observers: ZooKeeper refuses it otherwise"));
            var standalone = alone && (settings.StandaloneEnabled ?? true);
            if (settings.StandaloneEnabled is null)
                Note(SettingCatalog.StandaloneEnabled, standalone ? "true" : "false", $"default, {topology.Servers.Count} {(alone ? "server" : "servers")}");
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
        private LocalMember? OfPattern(ServerPattern pattern, EnsembleTopology topology, long id, string origin)
        {
            if (id > ServerId.Highest || pattern.OrdinalOf(new((int)id)) < pattern.FirstOrdinal)
            {
                _problems.Add(new(SettingCatalog.OrdinalStart.Name, Text(settings.OrdinalStart), $"at most this pod's ordinal (host name {facts.ShownName}), and ids up to {ServerId.Highest}: set it to the StatefulSet's spec.ordinals.start"));
                return null;
            }
            var self = pattern.At(pattern.OrdinalOf(new((int)id)));
            Note(SettingCatalog.MyId, self.Id.ToString(), origin);
            Note(SettingCatalog.StandaloneEnabled, "false", $"default, {SettingCatalog.Membership.Name}=dynamic");
            var all = topology.Servers.Any(s => s.Id == self.Id) ? topology : new([.. topology.Servers, self]);
            return new(all, self, Standalone: false) { Pattern = pattern };
        }

        /// <summary>Says what is odd about the number of voters.</summary>
        private void Judge(EnsembleTopology topology)
        {
            if (settings.Servers is null && settings.Participants > topology.Servers.Count)
                _warnings.Add($"{SettingCatalog.Participants.Name}={settings.Participants} is more than the {topology.Servers.Count} servers there are: all vote");
        }

        private void Note(Setting setting, string value, string origin) =>
            _effective.Add(new(setting.Name, value, origin));

        private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
