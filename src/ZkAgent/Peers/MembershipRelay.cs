using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Status;
using ZkAgent.Net;

namespace ZkAgent.Peers;

/// <summary>Asks for the membership as an agent sees it: the one on this host, else any of the ensemble.</summary>
internal sealed class MembershipRelay(int agentPort, TimeProvider time)
{
    private readonly AgentClient _agents = new(time);

    /// <param name="servers">Servers whose agents may be asked.</param>
    /// <param name="deadline">For each question.</param>
    /// <param name="cancellation">Ends the questions early and throws.</param>
    /// <returns>Null where no agent tells of a configuration.</returns>
    public async Task<MembershipView?> FindAsync(IReadOnlyList<EnsembleServer> servers, TimeSpan deadline, CancellationToken cancellation)
    {
        var own = await AskAsync(TcpDial.Loopback, "/status", deadline, cancellation).ConfigureAwait(false);
        if (own is { Version: not null }) return own;
        var told = await Task.WhenAll(servers.Select(s => AskAsync(s.Host, new MemberQuestion(s.Host, Ensemble: null).On("/status"), deadline, cancellation))).ConfigureAwait(false);
        return told.FirstOrDefault(view => view is { Version: not null }) ?? own;
    }

    private async Task<MembershipView?> AskAsync(string host, string path, TimeSpan deadline, CancellationToken cancellation) =>
        AgentStatus.Parse((await _agents.GetAsync(host, agentPort, path, deadline, cancellation).ConfigureAwait(false)).Body)?.Membership;
}
