using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using ZkAgent.Ensemble;
using ZkAgent.Volume;

namespace ZkAgent.DataGuard;

/// <summary>A start with a list that is on the volume, that members tell, or that founds an ensemble.</summary>
/// <param name="member">Our place; it follows the decision.</param>
/// <param name="replicas">ZK_REPLICAS.</param>
/// <param name="files">The lists on the volume.</param>
/// <param name="identities">Whose volume it is.</param>
/// <param name="known">What is known of the other members: the StatefulSet's ordinals and claims, members that only the headless service names.</param>
internal sealed class DynamicStart(CurrentMember member, int replicas, MembershipFiles files, VolumeIdentityFile identities, IKnownMembers known) : IStartRule
{
    private volatile EnsembleConfiguration? _own;

    public void ReadVolume() => _own = files.Newest();

    public async Task FindMembersAsync(LocalVolume volume, CancellationToken stop)
    {
        // A member with a list of its own knows whom to ask, and must come back where the API server is away.
        if (_own is null || volume.Data is not (MemberData.Data or MemberData.Initialized)) await known.FindAsync(stop).ConfigureAwait(false);
        var pattern = member.Now.Pattern!;
        var served = volume.VolumeIdentity?.Members.Select(id => pattern.At(pattern.OrdinalOf(id))) ?? [];
        member.Change(member.Now, KnownMembers.Others(member.Now, replicas, _own, known.Wanted, served.Concat(known.Found), member.Others), new(_own, volume.VolumeIdentity is { WasComplete: true }));
    }

    public StartPlan Decide(GuardFacts facts) => StartDecision.Decide(new(facts, _own, known.Wanted, replicas) { Claims = known.Claims, SilentAddresses = known.Silent });

    public void Write(StartPlan plan)
    {
        if (plan.List is not { } list) return;
        files.Write(list);
        if (StartIdentity.Before(identities.Read().Known, member.Now.Self) is { } identity) identities.Write(identity);
        // The operator chose this list, also where the volume has seen a later one.
        if (list.Kind == StartListKind.Taken && identities.Read().Known is { Configuration: { } seen } holder && seen > list.Configuration.Version)
            identities.Write(holder with { Configuration = list.Configuration.Version });
        Follow(list.Configuration);
    }

    private void Follow(EnsembleConfiguration configuration)
    {
        var now = KnownMembers.PlaceIn(member.Now, configuration);
        member.Change(now, KnownMembers.Others(now, replicas, configuration, known.Wanted, known.Found, member.Others), member.Reported);
    }
}
