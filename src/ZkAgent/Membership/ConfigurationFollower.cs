using Microsoft.Extensions.Logging;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Ensemble;
using ZkAgent.Hosting;
using ZkAgent.Peers;
using ZkAgent.Volume;

namespace ZkAgent.Membership;

/// <summary>Follows the configuration that ZooKeeper writes to the volume, and publishes our place in it.</summary>
/// <param name="running">True while ZooKeeper runs: before a start the data guard alone publishes our place.</param>
/// <param name="member">Our place.</param>
/// <param name="replicas">ZK_REPLICAS.</param>
/// <param name="wanted">The ordinals that the StatefulSet asks for.</param>
/// <param name="files">The lists on the volume.</param>
/// <param name="identities">Whose volume it is.</param>
/// <param name="peers">The other members.</param>
/// <param name="thread">The volume's thread.</param>
internal sealed class ConfigurationFollower(
    Func<bool> running, CurrentMember member, int replicas, IWantedMembers wanted, MembershipFiles files, VolumeIdentityFile identities, IPeers peers, VolumeThread thread, TimeProvider time, ILogger log) : ISupportingService
{
    public string Name => "configuration-follower";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(CancellationToken stopping)
    {
        EnsembleConfiguration? last = null;
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
        {
            if (!running()) continue;
            var newest = await thread.RunAsync(() => ReadChange(last), stopping).ConfigureAwait(false);
            if (newest is null) continue;
            var complete = member.Reported is { EverComplete: true } || identities.LastKnown is { WasComplete: true } || await IsCompleteAsync(newest, stopping).ConfigureAwait(false);
            var now = KnownMembers.PlaceIn(member.Now, newest);
            member.Change(now, KnownMembers.Others(now, replicas, newest, wanted.Last, [], member.Others), new(newest, complete));
            if (newest.Version != last?.Version)
                log.LogInformation("{Sentence}", $"Configuration {newest.VersionText}: {Names(newest, ServerRole.Participant)} vote{(newest.Topology.Participants.Count == 1 ? "s" : "")}"
                    + (newest.Servers.Count > newest.Topology.Participants.Count ? $", {Names(newest, ServerRole.Observer)} observe." : "."));
            var changed = newest.Version != last?.Version;
            last = newest;
            // A member that left was scaled away: without the new number it would count as one that is to come.
            if (changed) await wanted.ReadAsync(stopping).ConfigureAwait(false);
        }
    }

    /// <summary>The newest configuration; a new one is brought to the disk first.</summary>
    private EnsembleConfiguration? ReadChange(EnsembleConfiguration? last)
    {
        var newest = files.Newest();
        if (newest is not null && newest.Version != last?.Version) files.Settle();
        return newest;
    }

    /// <summary>True once there are the voters that were asked for, here or as a peer tells.</summary>
    private async Task<bool> IsCompleteAsync(EnsembleConfiguration configuration, CancellationToken stop)
    {
        if (MembershipReadiness.IsComplete(member.Now.Pattern!, configuration, wanted.Last, replicas)) return true;
        return (await peers.AskAsync(PeerClient.Deadline, stop).ConfigureAwait(false)).Any(p => p.Report is { Membership.EverComplete: true });
    }

    private static string Names(EnsembleConfiguration configuration, ServerRole role) =>
        string.Join(", ", configuration.Servers.Where(s => s.Role == role).Select(s => s.ShortName));
}
