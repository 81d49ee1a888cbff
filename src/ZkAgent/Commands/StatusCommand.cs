using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Status;
using ZkAgent.Peers;
using ZkAgent.Protocol;

namespace ZkAgent.Commands;

/// <summary><c>zkagent status</c>: asks every member and shows the ensemble as one table.</summary>
/// <param name="agentPort">Where agents listen: they are asked where ZooKeeper itself listens on loopback only.</param>
internal sealed class StatusCommand(int agentPort, TimeProvider time)
{
    /// <summary>For one question to one member, name lookup included. All are asked at once, so twice this is the command's own limit.</summary>
    public static readonly TimeSpan MemberDeadline = TimeSpan.FromSeconds(3);

    private readonly ServerSampler _sampler = new(new FourLetterClient(time), time);
    private readonly AgentRelay _relay = new(agentPort, time);

    /// <summary>True where members join and leave, so that agents are asked who they are.</summary>
    public bool IsDynamic { get; init; }

    /// <summary>Tells of the newest backup in one line; null where no backups are made.</summary>
    public Func<string>? Backup { get; init; }

    /// <returns>0 where a quorum serves, else 1.</returns>
    public async Task<int> RunAsync(EnsembleTopology topology, bool json, bool colour, TextWriter output, CancellationToken cancellation)
    {
        var view = await LookAsync(topology, cancellation).ConfigureAwait(false);
        await output.WriteAsync(Render(view, json, colour)).ConfigureAwait(false);
        return view.HasQuorum ? 0 : 1;
    }

    /// <summary>The view as JSON or as a table.</summary>
    public static string Render(EnsembleView view, bool json, bool colour) => json ? StatusJson.Render(view) + "\n" : StatusTable.Render(view, colour);

    /// <summary>Asks every member once.</summary>
    public async Task<EnsembleView> LookAsync(EnsembleTopology topology, CancellationToken cancellation)
    {
        var membership = IsDynamic ? await new MembershipRelay(agentPort, time).FindAsync(topology.Servers, MemberDeadline, cancellation).ConfigureAwait(false) : null;
        topology = membership?.Topology ?? topology;
        var members = await Task.WhenAll(topology.Servers.Select(SampleAsync)).ConfigureAwait(false);
        return EnsembleView.Of(topology, members, membership) with { Backup = Backup?.Invoke() };

        async Task<MemberSample> SampleAsync(EnsembleServer server) => new(server, (server.ClientsOnLoopbackOnly
            ? (await _relay.SampleAsync(server, MemberDeadline, cancellation).ConfigureAwait(false)).Sample
            : await AskAsync(server).ConfigureAwait(false)).Under(topology.Rule, server.Id));

        async Task<Sample> AskAsync(EnsembleServer server)
        {
            var sample = await _sampler.SampleAsync(server.Host, server.ClientPort, bothAtOnce: true, MemberDeadline, cancellation).ConfigureAwait(false);
            if (sample.ShowsLife && !sample.NotServing) return sample;
            // No ZooKeeper there: its agent knows why, and where there is no agent either the first answer is the better one.
            var told = await _relay.SampleAsync(server, MemberDeadline, cancellation).ConfigureAwait(false);
            if (!told.Answered) return sample;
            // A leader that serves no clients says so to its agent alone.
            return !sample.ShowsLife || told.Sample.Report is { ServesClients: false } ? told.Sample : sample with { Explanation = told.Sample.Explanation };
        }
    }
}
