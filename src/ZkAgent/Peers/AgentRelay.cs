using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;

namespace ZkAgent.Peers;

/// <summary>Looks at a server through its agent: where the client port listens on loopback only, nobody else can ask it.</summary>
internal sealed class AgentRelay(int agentPort, TimeProvider time)
{
    private readonly AgentClient _agents = new(time);

    public async Task<Look> LookAsync(EnsembleServer server, TimeSpan deadline, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var answer = await _agents.GetAsync(server.Host, agentPort, "/status", deadline, cancellation).ConfigureAwait(false);
        var (took, now) = (time.GetElapsedTime(began), time.GetUtcNow());
        if (answer.Status == 0) return Look.Told(now, took, $"its agent {answer.Body}", null);
        if (AgentStatus.Parse(answer.Body) is not { } status) return Look.Told(now, took, "its agent answers something else", null);
        // An address that another pod has by now.
        return status.Id == server.Id.Value ? Look.Told(now, took, status.State, status.Report) : Look.Told(now, took, $"answered for by server {status.Id}", null);
    }
}
