using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Ensemble;

/// <summary>Our place in the ensemble as it is now. With a static list it never changes; with dynamic membership it follows the configuration.</summary>
internal sealed class CurrentMember(LocalMember member)
{
    private volatile State _state = new(member, [.. member.Peers], member.Pattern is null ? null : new(null, EverComplete: false));

    /// <summary>Our place by the newest configuration that is known.</summary>
    public LocalMember Now => _state.Member;

    /// <summary>Every other member to ask, those included that the configuration does not name yet.</summary>
    public IReadOnlyList<EnsembleServer> Others => _state.Others;

    /// <summary>What peers are told of the membership; null with a static list.</summary>
    public ReportedMembership? Reported => _state.Reported;

    /// <summary>Our place and what is told of the membership, both of one moment.</summary>
    public (LocalMember Member, ReportedMembership? Reported) Both => _state.Both;

    /// <summary>Publishes a new place.</summary>
    /// <param name="now">Our place.</param>
    /// <param name="others">The other members to ask; those that <paramref name="now"/> does not name are without a vote.</param>
    /// <param name="reported">What peers are told.</param>
    public void Change(LocalMember now, IReadOnlyList<EnsembleServer> others, ReportedMembership? reported) => _state = new(now, others, reported);

    private sealed record State(LocalMember Member, IReadOnlyList<EnsembleServer> Others, ReportedMembership? Reported)
    {
        public (LocalMember, ReportedMembership?) Both => (Member, Reported);
    }
}
