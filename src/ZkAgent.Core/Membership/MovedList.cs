using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Membership;

/// <summary>Refuses a volume whose list calls this member by another host name: a clone of another ensemble's volume would dial that ensemble.</summary>
internal static class MovedList
{
    /// <returns>The decision; null where the list calls this member by its name, or does not name it.</returns>
    public static StartPlan? Decide(StartFacts facts)
    {
        if (facts.Own?.Find(facts.Self.Id) is not { } line || line.Host.Equals(facts.Self.Host, StringComparison.OrdinalIgnoreCase)) return null;
        var said = $"the list on this volume calls this member {line.Host}, and it is {facts.Self.Host}";
        if (!facts.Guard.Overrides.Volume)
            return StartPlan.Refuse($"cannot use this volume: {said}; it may be a copy of another ensemble's, which it would join. Give {facts.Self.ShortName} its own volume, or set {SettingCatalog.ForceVolume.Name} on all members if the ensemble has moved as a whole");
        // Members of the old place would be dialled by those that still have the old names: all voters take the new names together.
        var absent = facts.Own.Topology.Participants
            .Where(p => p.Id != facts.Self.Id && !facts.Guard.Now.Any(a => a.Server.Id == p.Id && a.Report?.Membership?.Configuration is { } told && told.Version == facts.Own.Version))
            .Select(p => facts.Pattern.At(facts.Pattern.OrdinalOf(p.Id)).ShortName).ToList();
        if (absent.Count > 0) return StartPlan.Hold($"{said}; {SettingCatalog.ForceVolume.Name} gives the list the new names once all its voters are here with configuration {facts.Own.VersionText}, waiting for {string.Join(" and ", absent)}");
        var moved = facts.Own with { Servers = [.. facts.Own.Servers.Select(s => s with { Host = facts.Pattern.At(facts.Pattern.OrdinalOf(s.Id)).Host })] };
        var decision = VoteDecision.Decide(facts.Guard.Under(moved));
        return StartDecision.Of(decision.Action == GuardAction.Start
            ? decision with { Sentence = $"{said}; the list gets the new names, because {SettingCatalog.ForceVolume.Name} says so", Override = GuardOverride.Volume }
            : decision, new(moved, StartListKind.Taken));
    }
}
