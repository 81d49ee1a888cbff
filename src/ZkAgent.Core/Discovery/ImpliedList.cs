using System.Globalization;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Discovery;

/// <summary>The list that the names and the number of servers imply.</summary>
/// <param name="Topology">The servers; null where there are problems, or where the number is not known.</param>
/// <param name="Pattern">With dynamic membership, what the server of each ordinal is called; null with a static list.</param>
internal readonly record struct ImpliedList(EnsembleTopology? Topology, ServerPattern? Pattern)
{
    /// <param name="context">What the list follows from; takes the problems.</param>
    public static ImpliedList Of(DiscoveryContext context) => new Reader(context, context.Settings, context.Facts).Read();

    private sealed class Reader(DiscoveryContext context, EnsembleSettings settings, HostFacts facts)
    {
        /// <summary>True where the only server has a host name without an ordinal.</summary>
        private bool _unnumbered;

        public ImpliedList Read()
        {
            if (settings.Replicas is not { } replicas)
            {
                // How many there are is told elsewhere; that our own ordinal is unknown is told now.
                if (context.IsMember && context.Pod is null && settings.MyId is null) context.RefuseHostName();
                return default;
            }
            if (SetName() is not { } set) return default;
            var first = settings.OrdinalStart;
            // The configuration says who the members are; the number only says how many volumes a founder must see empty.
            if (!settings.IsDynamic && context.Pod is { } own && context.IsOwnSet(set) && context.IsMember && (own.Ordinal < first || own.Ordinal >= first + replicas))
                context.Problems.Add(new(SettingCatalog.Replicas.Name, Text(replicas),
                    $"more than this pod's ordinal {own.Ordinal} (host name {facts.ShownName}): ordinals go from {first} to {first + replicas - 1}; raise {SettingCatalog.Replicas.Name} with the StatefulSet's replicas, or set {SettingCatalog.OrdinalStart.Name}"));
            var highest = (long)first + replicas - 1 + settings.MyIdOffset;
            if (first + settings.MyIdOffset < ServerId.Lowest || highest > ServerId.Highest)
                context.Problems.Add(new(SettingCatalog.MyIdOffset.Name, Text(settings.MyIdOffset),
                    $"ids from {ServerId.Lowest} to {ServerId.Highest}: ordinals {first} to {first + replicas - 1} would get ids {first + settings.MyIdOffset} to {highest}"));
            var domain = Domain(set, replicas);
            if (context.Problems.Count > 0) return default;
            if (settings.IsDynamic)
            {
                var pattern = new ServerPattern(set, domain!, settings.MyIdOffset, settings.ServerPort, settings.ElectionPort, settings.ClientPort, context.ClientAddress, first, settings.Participants);
                return new(new([.. Enumerable.Range(first, replicas).Select(pattern.At)]), pattern);
            }
            var participants = settings.Participants ?? replicas;
            return new(new([.. Enumerable.Range(first, replicas).Select((ordinal, i) => new EnsembleServer(
                new(ordinal + settings.MyIdOffset),
                domain is null || _unnumbered ? facts.HostName : $"{new PodName(set, 0).Sibling(ordinal)}.{domain}",
                settings.ServerPort, settings.ElectionPort,
                i < participants ? ServerRole.Participant : ServerRole.Observer,
                settings.ClientPort, context.ClientAddress))]), null);
        }

        private string? SetName()
        {
            if (settings.StatefulSet is { } given)
            {
                if (!context.IsMember || context.Pod is null || context.IsOwnSet(given)) return given;
                context.Problems.Add(new(SettingCatalog.StatefulSet.Name, given, $"the set that this pod is of, {context.Pod.Value.Set} (host name {facts.ShownName}); remove it"));
                return null;
            }
            if (context.Pod is { } own && HostText.IsName(own.Set)) { context.Note(SettingCatalog.StatefulSet, own.Set, context.NameOrigin); return own.Set; }
            // A single server needs no ordinal: there is no other server.
            if (settings is { Replicas: 1, StandaloneEnabled: not false, IsDynamic: false } && context.OnlyId is not null && context.IsMember && HostText.IsName(facts.HostName))
            {
                _unnumbered = true;
                return facts.HostName;
            }
            context.RefuseHostName();
            return null;
        }

        private string? Domain(string set, int replicas)
        {
            var (domain, origin, warning) = HeadlessDomain.Find(settings, facts, context.IsOwnSet(set));
            if (warning is not null) context.Warnings.Add(warning);
            if (domain is not null) context.Note(SettingCatalog.HeadlessService, domain, origin);
            else if (!_unnumbered && (replicas > 1 || settings.IsDynamic || !context.IsOwnSet(set)))
                context.Problems.Add(new(SettingCatalog.HeadlessService.Name, settings.HeadlessService,
                    settings.HeadlessService is null
                        ? $"the headless service's name, because /etc/hosts has no full name for {facts.ShownName}; set spec.serviceName in the StatefulSet, or this"
                        : $"a service whose namespace is known; set {SettingCatalog.Namespace.Name}, or give the service with its whole domain"));
            return domain;
        }

        private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
