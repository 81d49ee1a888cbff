using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Backups;

/// <summary>Three members, a writer that never stops, and a small file system for backups next to the large one.</summary>
public sealed class DisturbedMembers : IAsyncLifetime
{
    public const string Small = "/small";

    private const int LargeNodes = 25, LargeNode = 20_000;

    internal BackedUp Given { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Given = await BackedUp.Start(static member => member.WithTmpfs(Small, "size=2m,uid=1000,gid=1000,mode=0700"));
        // A snapshot that takes seconds to read at the slowest rate.
        await using var client = await Given.Ensemble[0].Connect();
        await Task.WhenAll(Enumerable.Range(0, LargeNodes).Select(number => client.Create($"/large-{number}", new byte[LargeNode])));
        await Given.Written(400);
    }

    public ValueTask DisposeAsync() => Given.DisposeAsync();
}

/// <summary>What happens while a copy is made: a purge, a new leader, a full directory. The backup has everything or there is none.</summary>
public sealed class DisturbedCopyTests(DisturbedMembers members) : IClassFixture<DisturbedMembers>
{
    private readonly BackedUp _given = members.Given;

    [Fact]
    public async Task A_purge_during_the_copy_takes_nothing_from_the_backup()
    {
        var ordinal = (await _given.Ensemble.Leader() + 1) % 3;
        var member = _given.Ensemble[ordinal];
        var copy = await PausedCopy.Of(member);

        // ZooKeeper's own purge keeps three snapshots and the logs after them.
        await Poll.Until(async () =>
        {
            var purged = await member.Exec("bash", "-c", "cd /var/lib/zookeeper && java -Xmx32m -cp '/usr/share/zookeeper/*:/usr/share/java/*' org.apache.zookeeper.server.PurgeTxnLog log data -n 3 && ls data/version-2");
            Assert.True(purged.ExitCode == 0, purged.Both);
            return !purged.Output.Contains(copy.Snapshot, StringComparison.Ordinal);
        }, Ensemble.ToServe, member.Logs);
        var acknowledged = _given.Writer.Writes.Paths;
        var made = await copy.End();

        var path = BackedUp.Made(ordinal, made);
        Assert.Empty(acknowledged.Except((await _given.Read(ordinal, path)).Keys));
    }

    [Fact]
    public async Task A_leader_that_is_killed_during_the_copy_of_a_follower_discards_it_and_the_next_one_has_everything()
    {
        var leader = await _given.Ensemble.Leader();
        var follower = (leader + 1) % 3;
        var copy = await PausedCopy.Of(_given.Ensemble[follower]);
        await _given.Ensemble[leader].KillJava();
        await _given.Ensemble.WaitForQuorumOf(0, 1, 2);

        IsDiscarded(await copy.End(), "the follower of epoch ");

        await HasEverything(follower);
    }

    [Fact]
    public async Task A_leader_that_hangs_during_its_own_copy_gives_none_and_its_next_one_has_everything()
    {
        var leader = await _given.Ensemble.Leader();
        var copy = await PausedCopy.Of(_given.Ensemble[leader]);
        await _given.Ensemble[leader].SignalJava("STOP");
        int[] others = [.. Enumerable.Range(0, 3).Where(ordinal => ordinal != leader)];
        await _given.Ensemble.WaitForQuorumOf(others);
        await _given.Written(50);
        await _given.Ensemble[leader].SignalJava("CONT");
        // For a moment it still calls itself the leader, and has no client.
        await Poll.Until(async () => await _given.Ensemble[leader].Mode() == "follower", Ensemble.ToServe, _given.Ensemble[leader].Logs);

        IsDiscarded(await copy.End(), "the leader of epoch ");

        await HasEverything(leader);
    }

    [Fact]
    public async Task A_full_directory_gives_one_error_and_keeps_the_earlier_backups()
    {
        var member = _given.Ensemble[0];
        var first = await BackUpToSmall();
        Assert.True(first.ExitCode == 0, first.Both);
        await member.Exec("bash", "-c", $"cat /dev/zero >{DisturbedMembers.Small}/filler");

        var failed = await BackUpToSmall();

        Assert.Equal((1, "", $"zkagent: cannot write the backup to {DisturbedMembers.Small}: No space left on device"), (failed.ExitCode, failed.Output, WithoutPath(Assert.Single(CopyErrors.Of(failed)))));
        Assert.Equal([first.Output.Trim()], await Listed());
        Assert.Equal("", (await member.Exec("find", DisturbedMembers.Small, "-name", ".*")).Output);

        await member.Exec("rm", $"{DisturbedMembers.Small}/filler");
        await _given.Written(1);
        var next = await BackUpToSmall();
        Assert.True(next.ExitCode == 0, next.Both);
        Assert.Equal([first.Output.Trim(), next.Output.Trim()], await Listed());

        Task<CommandResult> BackUpToSmall() => member.Exec("zkagent", "backup", "--to", DisturbedMembers.Small);

        async Task<IEnumerable<string>> Listed()
        {
            var listed = await member.Exec("zkagent", "backup", "list", DisturbedMembers.Small);
            Assert.True(listed.ExitCode == 0, listed.Both);
            return listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => $"{Path.GetDirectoryName(first.Output.Trim())}/{line.Split(' ')[0]}");
        }

        // .NET names the file behind the reason.
        static string WithoutPath(string error) => error.Split(" : '")[0].TrimEnd();
    }

    /// <summary>One sentence, no path, and nothing that is half written.</summary>
    private static void IsDiscarded(CommandResult made, string what)
    {
        Assert.Equal((1, ""), (made.ExitCode, made.Output));
        var sentence = Assert.Single(CopyErrors.Of(made));
        Assert.StartsWith($"zkagent: cannot use the copy: {what}", sentence, StringComparison.Ordinal);
        Assert.EndsWith(" now, so its last transactions may have been discarded; the next run tries again", sentence, StringComparison.Ordinal);
    }

    private async Task HasEverything(int ordinal)
    {
        Assert.Equal("", (await _given.Ensemble[ordinal].Exec("find", BackedUp.Directory, "-name", ".*")).Output);
        var acknowledged = _given.Writer.Writes.Paths;
        var path = await _given.Backup(ordinal);
        Assert.Empty(acknowledged.Except((await _given.Read(ordinal, path)).Keys));
    }
}
