using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Membership;

/// <summary>Refuses a volume whose list calls this member by another host name: a clone of another ensemble's volume would dial that ensemble.</summary>
internal static class MovedList
{
    /// <returns>The decision; null where the list has the names of this place, or does not name this member and the override is set.</returns>
    public static StartPlan? Decide(StartFacts facts)
    {
        if (facts.Own is null || Moved(facts) is not { } line) return null;
        var named = facts.Own.Find(facts.Self.Id) is not null;
        var said = named
            ? $"the list on this volume calls this member {line.Host}, and it is {facts.Self.Host}"
            : $"the list on this volume calls {line.ShortName} {line.Host}, and here it is {facts.Pattern.At(facts.Pattern.OrdinalOf(line.Id)).Host}";
        if (!facts.Guard.Overrides.Volume)
            return StartPlan.Refuse($"cannot use this volume: {said}; it may be a copy of another ensemble's, which it would join. Give {facts.Self.ShortName} its own volume, or set {SettingCatalog.ForceVolume.Name} on all members if the ensemble has moved as a whole");
        if (!named) return null;
        // Members of the old place would be dialled by those that still have the old names: all voters take the new names together.
        var absent = facts.Own.Topology.Participants
            .Where(p => p.Id != facts.Self.Id && !facts.Guard.Now.Any(a => a.Server.Id == p.Id && a.Report?.Membership?.Configuration is { } told && told.Version == facts.Own.Version))
            .Select(p => facts.Pattern.At(facts.Pattern.OrdinalOf(p.Id)).ShortName).ToList();
        if (absent.Count > 0) return StartPlan.Hold($"{said}; {SettingCatalog.ForceVolume.Name} gives the list the new names once all its voters are here with configuration {facts.Own.VersionText}, waiting for {string.Join(" and ", absent)}");
        var moved = WithOwnNames(facts.Pattern, facts.Self.Id, facts.Own);
        var decision = VoteDecision.Decide(facts.Guard.Under(moved));
        return StartDecision.Of(decision.Action == GuardAction.Start
            ? decision with { Sentence = $"{said}; the list gets the new names, because {SettingCatalog.ForceVolume.Name} says so", Override = GuardOverride.Volume }
            : decision, new(moved, StartListKind.Taken));
    }

    /// <summary>A list with the names that its members have here. Servers that the operator added under names of their own keep them.</summary>
    public static EnsembleConfiguration WithOwnNames(ServerPattern pattern, ServerId self, EnsembleConfiguration list)
    {
        // The StatefulSet may have another name here.
        var (suffix, own) = ($"-{pattern.OrdinalOf(self)}", list.Find(self)?.ShortName);
        var set = own?.EndsWith(suffix, StringComparison.Ordinal) == true ? own[..^suffix.Length] : pattern.StatefulSet;
        return new(list.Version, [.. list.Servers.Select(s => IsOf(set, pattern, s) ? s with { Host = pattern.At(pattern.OrdinalOf(s.Id)).Host } : s)]);
    }

    /// <summary>The line with a name of another place: the own one, or that of another pod of the same name where the list does not name this member.</summary>
    private static EnsembleServer? Moved(StartFacts facts) => facts.Own!.Find(facts.Self.Id) is { } line
        ? line.Host.Equals(facts.Self.Host, StringComparison.OrdinalIgnoreCase) ? null : line
        : facts.Own.Servers.FirstOrDefault(s => IsOf(facts.Pattern.StatefulSet, facts.Pattern, s) && !facts.Pattern.Owns(s));

    private static bool IsOf(string statefulSet, ServerPattern pattern, EnsembleServer server) =>
        pattern.OrdinalOf(server.Id) is >= 0 and var ordinal && server.ShortName.Equals($"{statefulSet}-{ordinal}", StringComparison.OrdinalIgnoreCase);
}
