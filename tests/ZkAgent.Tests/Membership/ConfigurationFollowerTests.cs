using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Rendering;
using ZkAgent.Ensemble;
using ZkAgent.Membership;
using ZkAgent.Tests.DataGuard;
using ZkAgent.Tests.Volume;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Membership;

/// <summary>The place of zk-0, as the lists on a real volume say it.</summary>
public sealed class ConfigurationFollowerTests : IDisposable
{
    private static readonly ServerPattern Pattern = new("zk", "zk-hs", 1, 2888, 3888, 2181, null, 0, null);

    private readonly GivenVolume _volume = new();
    private readonly CurrentMember _member = new(new LocalMember(new([Pattern.At(0)]), Pattern.At(0), Standalone: false) { Pattern = Pattern });
    private readonly Wanted _wanted = new();
    private readonly MembershipFiles _files;

    public ConfigurationFollowerTests() => _files = new(_volume.Directories, new(Path.Combine(_volume.Directories.Membership, "zoo.cfg"), "dataDir=/data\n", RenderedFile.Readable));

    public void Dispose() => _volume.Dispose();

    [Fact]
    public async Task A_new_list_changes_the_place_and_asks_the_API_server_for_the_number_that_belongs_to_it()
    {
        _files.Write(Of(5, 0, 1, 2));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var follower = new ConfigurationFollower(
            () => true, _member, 3, _wanted, _files, _volume.VolumeIdentities, new ScriptedPeers(GivenVolume.LocalMember), _volume.Thread, _volume.Time, _volume.Log);
        var running = follower.RunAsync(stop.Token);

        await AdvanceUntilAsync(() => _wanted.Asked == 1);
        Assert.Equal(3, _member.Now.Topology.Participants.Count);
        Assert.Equal(5, _member.Reported!.Configuration!.Version);
        Assert.True(_member.Reported.EverComplete);

        _files.Write(Of(7, 1, 2));
        await AdvanceUntilAsync(() => _wanted.Asked == 2);
        Assert.Equal(ServerRole.Observer, _member.Now.Self.Role);
        Assert.Equal([2, 3], _member.Now.Topology.Participants.Select(p => p.Id.Value));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void The_newest_list_counts_and_those_of_joining_members_and_proposals_do_not()
    {
        _files.Write(Of(5, 0, 1, 2));
        _files.Write(new(new(9, [Pattern.At(1)]), StartListKind.Joining));
        File.WriteAllText(Path.Combine(_volume.Directories.Membership, "zoo.cfg.dynamic.next"), "server.1=zk-0.zk-hs:2888:3888:participant;2181\nversion=b\n");

        Assert.Equal(5, _files.Newest()!.Version);
        Assert.Contains("dynamicConfigFile=", File.ReadAllText(Path.Combine(_volume.Directories.Membership, "zoo.cfg")), StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(_volume.Directories.Membership, "zoo.cfg.dynamic.6"), "server.1=zk-0.zk-");
        Assert.Null(_files.Newest());
    }

    private static StartList Of(long version, params int[] ordinals) => new(new(version, [.. ordinals.Select(Pattern.At)]), StartListKind.Taken);

    private async Task AdvanceUntilAsync(Func<bool> reached)
    {
        while (!reached())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            _volume.Time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }
    }

    private sealed class Wanted : IWantedMembers
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public WantedMembers Last { get; } = new WantedMembers.Range(0, 3);

        public Task<WantedMembers> ReadAsync(CancellationToken cancellation)
        {
            Interlocked.Increment(ref _asked);
            return Task.FromResult(Last);
        }
    }
}
