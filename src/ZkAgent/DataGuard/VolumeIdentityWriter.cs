using Microsoft.Extensions.Logging;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using ZkAgent.Ensemble;
using ZkAgent.Hosting;
using ZkAgent.Peers;
using ZkAgent.Volume;

namespace ZkAgent.DataGuard;

/// <summary>Writes the volume identity once the server serves: that it served, with which members, and in which ensemble.</summary>
internal sealed class VolumeIdentityWriter(CurrentMember local, Func<HealthSnapshot> health, IPeers peers, VolumeIdentityFile identities, VolumeThread thread, TimeProvider time, ILogger log) : ISupportingService
{
    public string Name => "volume-identity-writer";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(CancellationToken stopping)
    {
        var minted = EnsembleId.New(Guid.NewGuid());
        string? said = null;
        ReportedMembership? written = null;
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
        {
            // The members of one list with the version of another would be taken for that version's.
            var (member, membership) = local.Both;
            var now = health();
            if (!now.State.IsInQuorum() || written is not null && written == membership) continue;
            var found = await thread.RunAsync(identities.Read, stopping).ConfigureAwait(false);
            // The others only tell the ensemble's id.
            IReadOnlyList<PeerAnswer> answers = found.Known?.Ensemble is null ? await peers.AskAsync(PeerClient.Deadline, stopping).ConfigureAwait(false) : [];
            var kept = VolumeIdentityUpdate.WhenServing(member, found.Known, answers, minted, membership, now.Seen.Sample?.Report?.Version);
            if (kept.Problem is { } problem && problem != said) log.LogWarning("{Sentence}", problem);
            said = kept.Problem ?? said;
            // One of the two volumes may be new and have no identity file.
            if (!found.AllSay(kept.VolumeIdentity) && !await thread.RunAsync(() => Write(kept.VolumeIdentity, found.Known), stopping).ConfigureAwait(false)) continue;
            // With dynamic membership the members change as long as the agent lives.
            if (!kept.Settled) continue;
            if (membership is null) return;
            written = membership;
        }
    }

    private bool Write(VolumeIdentity identity, VolumeIdentity? found)
    {
        try
        {
            identities.Write(identity);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("{Sentence}", $"cannot write {identities.Path}: {e.Message.TrimEnd('.')}; without it a lost volume may not be noticed");
            return false;
        }
        if (identity.Ensemble is { } ensemble && found?.Ensemble is null)
            log.LogInformation("{Sentence}", $"This volume is identified as {identity.Name} (myid {identity.Server}) of ensemble {ensemble.Abbreviated}, which has {identity.Members.Count} participants.");
        return true;
    }
}
