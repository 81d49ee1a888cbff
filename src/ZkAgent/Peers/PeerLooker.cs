using System.Text;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Health;

namespace ZkAgent.Peers;

/// <summary>Asks every other member how it is: its agent first, its ZooKeeper where no agent answers.</summary>
/// <param name="seat">Our place in the ensemble.</param>
/// <param name="agentPort">Where agents listen, on every member.</param>
/// <param name="ensemble">Our ensemble's id; null while it is not known. Asked for with every question, so it must not touch the disk.</param>
/// <param name="time">The clock.</param>
internal sealed class PeerLooker(Seat seat, int agentPort, Func<EnsembleId?> ensemble, TimeProvider time) : IPeers
{
    /// <summary>For each question to a peer, where nobody is in a hurry. A member that takes longer to say how it is can't be counted on.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private const int Ok = 200, NotFound = 404, Misdirected = 421;

    private readonly AgentClient _agents = new(time);
    private readonly ServerLooker _looker = new(new FourLetterClient(time), time);

    /// <param name="deadline">For each question: to a peer's agent, and where none answers to its ZooKeeper.</param>
    /// <param name="cancellation">Ends the looks early and throws.</param>
    public Task<PeerAnswer[]> LookAsync(TimeSpan deadline, CancellationToken cancellation) =>
        Task.WhenAll(seat.Peers.Select(peer => LookAsync(peer, deadline, cancellation)));

    private async Task<PeerAnswer> LookAsync(EnsembleServer peer, TimeSpan deadline, CancellationToken cancellation)
    {
        var ours = ensemble();
        var answer = await _agents.GetAsync(peer.Host, agentPort, new MemberQuestion(peer.Host, ours).On("/member"), deadline, cancellation).ConfigureAwait(false);
        if (answer.Status is Ok or Misdirected)
        {
            return MemberReport.Parse(Encoding.UTF8.GetBytes(answer.Body)) is { } report
                ? PeerAnswer.Of(peer, ours, report)
                : new(peer, null, "does not say how it is in a way that this agent understands");
        }
        // A member that still runs an older image has a ZooKeeper and no agent.
        var look = await _looker.LookAsync(peer.Host, peer.ClientPort, bothAtOnce: false, deadline, cancellation).ConfigureAwait(false);
        return look.ShowsLife
            ? new(peer, MemberReports.OfLook(peer, look), "")
            : new(peer, null, answer.Status is 0 or NotFound ? answer.Status == 0 ? answer.Body : "has no agent that tells" : $"answered {answer.Status}");
    }
}
