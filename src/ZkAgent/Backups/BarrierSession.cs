using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Protocol;
using ZkAgent.Health;
using ZkAgent.Protocol;

namespace ZkAgent.Backups;

/// <summary>Opens a session on the member: the record of its creation lies behind everything that was acknowledged before.</summary>
/// <remarks>
/// The leader proposes it after all that, the log is in the order of the zxid, and a session that was answered is committed. So the log up to its
/// record is a prefix of what the ensemble committed.
/// </remarks>
/// <param name="login">As the agent's other sessions.</param>
internal sealed class BarrierSession(AgentLogin login, TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private readonly ServerSampler _sampler = new(new FourLetterClient(time), time);

    /// <returns>What ends the copy, and the time before which everything acknowledged is in it; or why there is none, as a sentence.</returns>
    public async Task<(ScanTarget? Target, DateTimeOffset? Before, string? Problem)> OpenAsync(LocalMember member, CancellationToken cancellation)
    {
        var before = time.GetUtcNow();
        if (login.LeftOut is not null) return await WithoutSessionAsync(member, before, cancellation).ConfigureAwait(false);
        var (session, problem) = await new SessionClient(time, login.Login).OpenAsync(SampledServer.HostOf(member.Self), member.Self.ClientPort, Deadline, cancellation).ConfigureAwait(false);
        return session is null ? (null, null, problem) : (new(session, null), before, null);
    }

    /// <summary>The record that a copy without a session must have; null where the highest zxid is none.</summary>
    /// <remarks>Right after an election the leader says the epoch's number alone, which is no record; all before it was flushed when the epoch began.</remarks>
    internal static long? Target(IEnumerable<Zxid> applied) => applied.MaxBy(zxid => zxid.Value) is { Counter: > 0 } highest ? highest.Value : null;

    /// <summary>What the member says of itself; null where it does not serve.</summary>
    public async Task<ServerReport?> SampleAsync(LocalMember member, CancellationToken cancellation) =>
        (await _sampler.SampleAsync(SampledServer.HostOf(member.Self), member.Self.ClientPort, bothAtOnce: true, Deadline, cancellation).ConfigureAwait(false)).Report;

    /// <summary>The highest zxid of the members: one that acknowledged a write has applied it, and the leader may apply it a moment later. Without the leader's answer the copy proves nothing.</summary>
    private async Task<(ScanTarget? Target, DateTimeOffset? Before, string? Problem)> WithoutSessionAsync(LocalMember member, DateTimeOffset before, CancellationToken cancellation)
    {
        var samples = await Task.WhenAll(member.Topology.Servers.Select(s => _sampler.SampleAsync(
            s.Id == member.Self.Id ? SampledServer.HostOf(s) : s.Host, s.ClientPort, bothAtOnce: false, Deadline, cancellation))).ConfigureAwait(false);
        ServerReport[] serving = [.. samples.Select(s => s.Report).OfType<ServerReport>().Where(r => r.Mode.Serves() && r.Zxid is not null)];
        var leads = serving.Any(r => r.Mode is ServerMode.Leader or ServerMode.Standalone);
        return (new(null, leads ? Target(serving.Select(r => r.Zxid!.Value)) : null), leads ? before : null, null);
    }
}
