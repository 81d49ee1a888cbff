using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Membership;

/// <summary>What readiness asks of the membership: a write of a ready ensemble is on as many disks as were asked for, and ports are those of the settings.</summary>
public static class MembershipReadiness
{
    private const string Name = "membership";

    /// <summary>True once the ensemble has all voters that it is founded for.</summary>
    /// <param name="replicas">How many members the settings name (ZK_REPLICAS); it counts where the range is not known.</param>
    public static bool IsComplete(ServerPattern pattern, EnsembleConfiguration configuration, WantedMembers wanted, int replicas) =>
        configuration.Topology.Participants.Count >= Needed(pattern, wanted, replicas);

    /// <param name="facts">What is known; its reports tell whether the ensemble was complete once.</param>
    /// <param name="replicas">How many members the settings name (ZK_REPLICAS).</param>
    /// <param name="ordered">True where the next pod is created only when this one is ready.</param>
    public static ProbeCheck Decide(RunningFacts facts, int replicas, bool ordered)
    {
        var complete = facts.Answers.FirstOrDefault(a => a.Report?.Membership is { EverComplete: true });
        if (facts.Configuration is not { } configuration) return WithoutConfiguration(complete);
        // While a voter is static no line can change, and a rolling restart must go on. One that only may be static excuses no open port.
        if (ChangedLine.Find(facts.Pattern, facts.Self, configuration) is { } line && Differs(line, facts.Self) && !StaticVoters.AnyTells(facts, configuration))
            return ProbeCheck.Failed(Name, $"ZooKeeper still runs with {ServerSpec.Format(line)}; the settings have {ServerSpec.Format(facts.Self)}");
        var (voters, needed) = (configuration.Topology.Participants.Count, Needed(facts.Pattern, facts.Wanted, replicas));
        var sentence = $"configuration {configuration.VersionText} has {MembershipWords.Voters(voters)}";
        if (voters >= needed || complete is not null) return ProbeCheck.Passed(Name, sentence);
        return ordered
            ? ProbeCheck.Passed(Name, $"{sentence}, and {needed} are wanted; ready, because pods are created in order ({SettingCatalog.PodManagement.Name}=OrderedReady)")
            : ProbeCheck.Failed(Name, $"{sentence}, and a new ensemble is not ready before it has the {needed} that are wanted");
    }

    /// <summary>A leader with a static list sends no configuration to a member that joins: until it is restarted, that member serves without one.</summary>
    private static ProbeCheck WithoutConfiguration(PeerAnswer? complete) => complete is null
        ? ProbeCheck.Failed(Name, "no configuration of the ensemble is known yet")
        : ProbeCheck.Passed(Name, $"no configuration has come from the leader yet, and {complete.Server.ShortName} says that the ensemble had all its voters");

    /// <summary>An observer of the configuration that is to get a vote serves as well as a voter does.</summary>
    private static bool Differs(EnsembleServer line, EnsembleServer self) =>
        !ChangedLine.IsSame(line.Role == ServerRole.Participant ? line : line with { Role = self.Role }, self);

    private static int Needed(ServerPattern pattern, WantedMembers wanted, int replicas)
    {
        var range = wanted as WantedMembers.Range ?? new WantedMembers.Range(pattern.FirstOrdinal, Math.Max(1, replicas));
        return range.Ordinals.Count(ordinal => pattern.At(ordinal).Role == ServerRole.Participant);
    }
}
