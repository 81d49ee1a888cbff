using System.Globalization;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Ensemble;

/// <summary>Works out who the members are and which of them we are.</summary>
public static class EnsembleReader
{
    /// <param name="settings">What the user said.</param>
    /// <param name="facts">What the machine says.</param>
    /// <param name="clientAddress">The address ZooKeeper listens to clients on; null is every interface.</param>
    /// <param name="member">True when this host must be one of the members; false for a client that only needs the list.</param>
    public static EnsembleReading Read(EnsembleSettings settings, HostFacts facts, string? clientAddress, bool member) =>
        new Reader(settings, facts, clientAddress, member).Read();

    private sealed class Reader(EnsembleSettings settings, HostFacts facts, string? clientAddress, bool member)
    {
        private readonly List<SettingsProblem> problems = [];
        private readonly List<string> warnings = [];
        private readonly List<EffectiveSetting> effective = [];
        private readonly PodName? pod = PodName.Parse(facts.HostName);

        public EnsembleReading Read()
        {
            var topology = settings.Servers is { } servers ? new EnsembleTopology(servers) : Derive();
            if (topology is not null) Judge(topology);
            var seat = topology is not null && member ? FindSeat(topology) : null;
            return problems.Count > 0
                ? new(null, null, problems, warnings, effective)
                : new(topology, seat, problems, warnings, effective);
        }

        /// <summary>The list that the names and the count imply.</summary>
        private EnsembleTopology? Derive()
        {
            if (settings.Replicas is not { } replicas) return null;
            if (SetName() is not { } set) return null;
            var first = settings.OrdinalStart;
            if (pod is { } own && IsOwnSet(set) && member && (own.Ordinal < first || own.Ordinal >= first + replicas))
                problems.Add(new(SettingCatalog.Replicas.Name, Text(replicas),
                    $"more than this pod's ordinal {own.Ordinal} (host name {facts.HostName}): ordinals go from {first} to {first + replicas - 1}; raise {SettingCatalog.Replicas.Name} with the StatefulSet's replicas, or set {SettingCatalog.OrdinalStart.Name}"));
            var highest = (long)first + replicas - 1 + settings.MyIdOffset;
            if (first + settings.MyIdOffset < ServerId.Lowest || highest > ServerId.Highest)
                problems.Add(new(SettingCatalog.MyIdOffset.Name, Text(settings.MyIdOffset),
                    $"ids from {ServerId.Lowest} to {ServerId.Highest}: ordinals {first} to {first + replicas - 1} would get ids {first + settings.MyIdOffset} to {highest}"));
            var domain = Domain(set, replicas);
            if (problems.Count > 0) return null;
            var participants = settings.Participants ?? replicas;
            return new([.. Enumerable.Range(first, replicas).Select((ordinal, i) => new EnsembleServer(
                new(ordinal + settings.MyIdOffset),
                domain is null ? facts.HostName : $"{new PodName(set, 0).Sibling(ordinal)}.{domain}",
                settings.ServerPort, settings.ElectionPort,
                i < participants ? ServerRole.Participant : ServerRole.Observer,
                settings.ClientPort, clientAddress))]);
        }

        private string? SetName()
        {
            if (settings.StatefulSet is { } given) { Note(SettingCatalog.StatefulSet, given, SettingCatalog.StatefulSet.Name); return given; }
            if (pod is { } own) { Note(SettingCatalog.StatefulSet, own.Set, "host name"); return own.Set; }
            // A single server needs no ordinal: there is nobody to be told apart from.
            if (settings is { Replicas: 1, StandaloneEnabled: not false, MyId: not null } && member) return facts.HostName;
            problems.Add(new("host name", facts.HostName, member
                ? $"NAME-ORDINAL as a StatefulSet names its pods (zk-0); run it in a StatefulSet, or give {SettingCatalog.MyId.Name} and {SettingCatalog.Servers.Name}"
                : $"NAME-ORDINAL of one of the ensemble's pods; outside of them give {SettingCatalog.StatefulSet.Name} and {SettingCatalog.HeadlessService.Name}"));
            return null;
        }

        private bool IsOwnSet(string set) => pod is { } own && own.Set == set;

        private string? Domain(string set, int replicas)
        {
            var (domain, origin, warning) = HeadlessDomain.Find(settings, facts, IsOwnSet(set));
            if (warning is not null) warnings.Add(warning);
            if (domain is not null) Note(SettingCatalog.HeadlessService, domain, origin);
            else if (replicas > 1 || !IsOwnSet(set) && set != facts.HostName)
                problems.Add(new(SettingCatalog.HeadlessService.Name, settings.HeadlessService,
                    settings.HeadlessService is null
                        ? $"the headless service's name, because /etc/hosts has no full name for {facts.HostName}; set spec.serviceName in the StatefulSet, or this"
                        : $"a service whose namespace is known; set {SettingCatalog.Namespace.Name}, or give the service with its whole domain"));
            return domain;
        }

        private Seat? FindSeat(EnsembleTopology topology)
        {
            var id = settings.MyId ?? (pod is { } own ? own.Ordinal + settings.MyIdOffset : null);
            if (id is null)
            {
                problems.Add(new("host name", facts.HostName, $"NAME-ORDINAL as a StatefulSet names its pods (zk-0); or give this server's id by {SettingCatalog.MyId.Name}"));
                return null;
            }
            // An id that does not follow from the name would point into a list that does.
            if (settings.Servers is null && settings.MyId is { } given && pod is { } named && named.Ordinal + settings.MyIdOffset != given && settings.Replicas > 1)
            {
                problems.Add(new(SettingCatalog.MyId.Name, Text(given), $"the id that follows from host name {facts.HostName}, {named.Ordinal + settings.MyIdOffset}; remove it, or list the servers in {SettingCatalog.Servers.Name}"));
                return null;
            }
            var self = settings is { Servers: null, Replicas: 1, MyId: { } only }
                ? topology.Servers[0] with { Id = new(only) }
                : topology.Find(new(id.Value));
            if (self is null)
            {
                problems.Add(new(SettingCatalog.Servers.Name, string.Join(' ', topology.Servers.Select(s => s.Id)), $"a list with this server's id {id} in it (host name {facts.HostName})"));
                return null;
            }
            Note(SettingCatalog.MyId, self.Id.ToString(), settings.MyId is null ? "host name" : SettingCatalog.MyId.Name);
            var alone = topology.Servers.Count == 1;
            if (!alone && settings.StandaloneEnabled == true && topology.Participants.Count == 1)
                problems.Add(new(SettingCatalog.StandaloneEnabled.Name, "true", "false with one participant and observers: ZooKeeper refuses it otherwise"));
            return new(topology with { Servers = alone ? [self] : topology.Servers }, self, alone && (settings.StandaloneEnabled ?? true));
        }

        /// <summary>Says what a number of voters means.</summary>
        private void Judge(EnsembleTopology topology)
        {
            var voters = topology.Participants.Count;
            if (settings.Participants > topology.Servers.Count)
                warnings.Add($"{SettingCatalog.Participants.Name}={settings.Participants} is more than the {topology.Servers.Count} servers there are: all vote");
            if (voters == 2)
                warnings.Add("two participants: both must be up for a quorum, so the loss of either one stops the ensemble; use three");
            else if (voters > 2 && voters % 2 == 0)
                warnings.Add($"{voters} participants tolerate no more failures than {voters - 1} do and need one more for a quorum; use an odd number");
        }

        private void Note(Setting setting, string value, string origin) =>
            effective.Add(new(setting.Name, null, value, origin));

        private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
