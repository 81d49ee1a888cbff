using System.Net;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>The own server line where the configuration has another one than the settings: other ports, another client address, no vote any more.</summary>
/// <remarks>A vote is not given this way: <see cref="Promotion"/> does that.</remarks>
public static class ChangedLine
{
    /// <summary>The line that the configuration has and that is not the settings'; null where they agree, or the member is not named or not wanted.</summary>
    public static EnsembleServer? Find(ServerPattern pattern, EnsembleServer self, EnsembleConfiguration configuration) =>
        configuration.Find(self.Id) is { } line && pattern.Owns(line) && !IsSame(line, self) ? line : null;

    /// <summary>True for lines that say the same. ZooKeeper writes an IPv6 address in its long form, and every interface as 0.0.0.0.</summary>
    public static bool IsSame(EnsembleServer one, EnsembleServer other) => Plain(one) == Plain(other);

    /// <returns>Null where there is nothing to change.</returns>
    public static MembershipNeed? Of(RunningFacts facts, EnsembleConfiguration configuration)
    {
        if (Find(facts.Pattern, facts.Self, configuration) is not { } line || !facts.Wants(facts.Self)) return null;
        // The vote comes later, when this member is synchronised.
        var next = line.Role == ServerRole.Observer ? facts.Self with { Role = ServerRole.Observer } : facts.Self;
        if (IsSame(next, line)) return null;
        var target = TargetList.With(configuration, [next]);
        return TargetList.Problem(facts, target) is { } problem
            ? MembershipNeed.Wait(RunningAction.Wait, $"the line of {facts.Self.ShortName} differs from the settings and is not changed now, because {problem}")
            : new(RunningAction.ChangeLine, [next], target, [facts.Self],
                $"changing the line of {facts.Self.ShortName} from {ServerSpec.Format(line)} to {ServerSpec.Format(next)}, as the settings have it");
    }

    private static EnsembleServer Plain(EnsembleServer server)
    {
        if (!IPAddress.TryParse(server.ClientAddress, out var address)) return server with { Host = server.Host.ToLowerInvariant() };
        var every = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
        return server with { Host = server.Host.ToLowerInvariant(), ClientAddress = every ? null : address.ToString() };
    }
}
