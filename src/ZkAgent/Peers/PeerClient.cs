using System.Text;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Ensemble;
using ZkAgent.Protocol;

namespace ZkAgent.Peers;

/// <summary>Asks every other member how it is: its agent first, its ZooKeeper where no agent answers.</summary>
/// <param name="local">Our place in the ensemble.</param>
/// <param name="agentPort">Where agents listen, on every member.</param>
/// <param name="ensemble">Our ensemble's id; null while it is not known. Asked for with every question, so it must not touch the disk.</param>
internal sealed class PeerClient(CurrentMember local, int agentPort, Func<EnsembleId?> ensemble, TimeProvider time) : IPeers
{
    /// <summary>How the image's own chart opens the agents' port between the members; null where it has no value for that.</summary>
    public string? AgentPortOpener { get; init; }

    /// <summary>For each question to a peer, without a caller's deadline. A member that needs longer to report its state cannot be relied on.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private const int Ok = 200;

    private readonly AgentClient _agents = new(time);
    private readonly ServerSampler _sampler = new(new FourLetterClient(time), time);
    private readonly ZooKeeperPorts _ports = new(time);

    /// <param name="deadline">For each question: to a peer's agent, and where none answers to its ZooKeeper.</param>
    /// <param name="cancellation">Ends the questions early and throws.</param>
    public Task<PeerAnswer[]> AskAsync(TimeSpan deadline, CancellationToken cancellation) =>
        Task.WhenAll(local.Others.Select(peer => AskAsync(peer, deadline, cancellation)));

    private async Task<PeerAnswer> AskAsync(EnsembleServer peer, TimeSpan deadline, CancellationToken cancellation)
    {
        var ours = ensemble();
        var answer = await _agents.GetAsync(peer.Host, agentPort, new MemberQuestion(peer.Host, ours).On("/member"), deadline, cancellation).ConfigureAwait(false);
        if (answer.Status is Ok or PeerWords.Misdirected)
        {
            _ports.Heard(peer);
            if (MemberReport.Parse(Encoding.UTF8.GetBytes(answer.Body)) is { } report) return PeerAnswer.Of(peer, ours, report);
            if (answer.Status == Ok) return new(peer, null, "does not say how it is in a way that this agent understands");
        }
        // A member that still runs an older image has a ZooKeeper and no agent.
        var sampling = _sampler.SampleAsync(peer.Host, peer.ClientPort, bothAtOnce: false, deadline, cancellation);
        var answering = answer.Dropped ? await _ports.AnsweringAsync(peer, deadline, cancellation).ConfigureAwait(false) : null;
        var sample = (await sampling.ConfigureAwait(false)).Under(local.Now.Topology.Rule, peer.Id);
        if (answer.Dropped && sample.ShowsLife) answering = peer.ClientPort;
        var failure = answering is { } port ? PeerWords.Blocked(answer, agentPort, port, AgentPortOpener)
            : PeerWords.Proxy(answer, agentPort) ?? (answer.Status == 0 && !sample.ShowsLife ? answer.Body : "has no agent that tells");
        return new(peer, sample.ShowsLife ? MemberReportBuilder.OfSample(peer, sample) : null, failure) { IsBlocked = answering is not null };
    }
}
