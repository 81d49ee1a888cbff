using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Status;

namespace ZkAgent.Peers;

/// <summary>An agent's answer about its server.</summary>
/// <param name="Sample">The sample, or the reason why there is none.</param>
/// <param name="Answered">False where no agent of that server answered.</param>
internal readonly record struct RelayedSample(Sample Sample, bool Answered)
{
    /// <summary>The agent's own words; null where no agent of that server answered.</summary>
    public string? Body { get; init; }
}

/// <summary>Samples a server through its agent, for a client port on loopback only or a ZooKeeper that does not run: only the agent knows them.</summary>
internal sealed class AgentRelay(int agentPort, TimeProvider time)
{
    private readonly AgentClient _agents = new(time);

    public async Task<RelayedSample> SampleAsync(EnsembleServer server, TimeSpan deadline, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var answer = await _agents.GetAsync(server.Host, agentPort, new MemberQuestion(server.Host, Ensemble: null).On("/status"), deadline, cancellation).ConfigureAwait(false);
        var (took, now) = (time.GetElapsedTime(began), time.GetUtcNow());
        if (PeerWords.Proxy(answer, agentPort) is { } proxy) return new(Sample.Told(now, took, $"it {proxy}", null), false);
        if (answer.Status == 0) return new(Sample.Told(now, took, $"its agent {answer.Body}", null), false);
        // An address that another pod has by now.
        if (answer.Status == PeerWords.Misdirected) return new(Sample.Told(now, took, "answered for by another member", null), false);
        if (AgentStatus.Parse(answer.Body) is not { } status) return new(Sample.Told(now, took, "its agent answers something else", null), false);
        return status.Id == server.Id.Value
            ? new(Sample.Told(now, took, status.State, status.Report, status.Sentence), true) { Body = answer.Body }
            : new(Sample.Told(now, took, $"answered for by server {status.Id}", null), false);
    }
}
