using System.Globalization;
using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Backups;

/// <summary>Backups by the command, one after the other, while a client writes and a member fails during each copy.</summary>
public sealed class HundredBackupsTests
{
    /// <summary>The tree has some hundred thousand znodes in the end.</summary>
    private const string Heap = "ZK_HEAP_SIZE=320M";

    private static readonly string[] Faults = ["leader killed", "follower killed", "leader paused", "follower paused", "none"];

    /// <summary>Takes some twenty minutes; tests/soak.sh runs it.</summary>
    [Fact(Explicit = true)]
    public Task A_hundred_backups_during_faults_lack_no_acknowledged_write_and_servers_start_with_them() => Make(backups: 100, startEach: 10, seed: 19);

    private static async Task Make(int backups, int startEach, int seed)
    {
        await using var given = await BackedUp.Start("ZK_BACKUP_RATE=0", Heap);
        await given.Written(100);
        var random = new Random(seed);
        var (made, looked, digests, refused, started) = (0, 0L, 0L, new List<string>(), 0);
        var counts = new Dictionary<string, int>();
        while (made < backups)
        {
            var leader = await given.Ensemble.Leader();
            var copied = random.Next(2) == 0 ? leader : (leader + 1 + random.Next(2)) % 3;
            var fault = Faults[random.Next(Faults.Length)];
            var hit = fault.StartsWith("leader", StringComparison.Ordinal) ? leader : (leader + 1 + random.Next(2)) % 3;
            var copy = given.Ensemble[copied].Exec("zkagent", "backup", "--to", BackedUp.Directory);
            var written = given.Writer.Writes.Count + random.Next(1, 60);
            await Poll.Until(() => Task.FromResult(copy.IsCompleted || given.Writer.Writes.Count >= written), Ensemble.ToServe, () => Task.FromResult("the writer stands still"));
            await Fail(given, fault, hit, copy);
            var result = await copy;
            if (result.ExitCode == 0)
            {
                var path = result.Output.Trim();
                counts[fault] = counts.GetValueOrDefault(fault) + 1;
                var (before, equal) = await Verified(given, copied, path);
                digests += equal;
                var expected = given.Writer.Writes.PathsBefore(before);
                var found = await given.Read(copied, path);
                Assert.Empty(expected.Except(found.Keys));
                looked += expected.Count;
                if (++made % startEach == 0) started += await Starts(given, path, expected);
                await given.Backups.Shell($"rm -r /volume{path[BackedUp.Directory.Length..]}");
            }
            else
            {
                // A fault may end a copy. Then it says why in one sentence, and leaves nothing.
                var sentence = Assert.Single(CopyErrors.Of(result));
                Assert.StartsWith("zkagent: cannot ", sentence, StringComparison.Ordinal);
                Assert.Equal("", await given.Backups.Shell("find /volume -mindepth 2"));
                refused.Add($"{fault}: {sentence}");
            }
        }
        await given.Writer.Stop();
        TestContext.Current.TestOutputHelper?.WriteLine($"""
            {made} backups ({string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}"))}): {looked} acknowledged writes looked for, 0 missing; {digests} digests equal; {started} started in a server of their own
            {given.Writer.Writes.Count} writes; longest gap {given.Writer.LongestGap.TotalSeconds:0.0} s; {refused.Count} copies ended with an error:
            {string.Join('\n', refused.GroupBy(r => r).Select(r => $"{r.Count()} x {r.Key}"))}
            """);
    }

    private static async Task Fail(BackedUp given, string fault, int ordinal, Task copy)
    {
        if (fault.EndsWith("killed", StringComparison.Ordinal))
        {
            await given.Ensemble[ordinal].KillJava();
        }
        else if (fault.EndsWith("paused", StringComparison.Ordinal))
        {
            await given.Ensemble[ordinal].SignalJava("STOP");
            // The others go on, with a new leader where this was the leader.
            await given.Written(50);
            await given.Ensemble[ordinal].SignalJava("CONT");
        }
        await copy;
        await given.Ensemble.WaitForQuorumOf(0, 1, 2);
    }

    /// <returns>The time before which everything is in it, and how many digests were equal: all of them.</returns>
    private static async Task<(DateTimeOffset Before, int Digests)> Verified(BackedUp given, int ordinal, string path)
    {
        var result = await given.Ensemble[ordinal].Exec("zkagent", "backup", "verify", path);
        Assert.True(result.ExitCode == 0, result.Both);
        var words = result.Output.Split(' ').ToList();
        var at = words.IndexOf("digests");
        Assert.Equal(words[at - 1], words[at - 3]);
        var manifest = await given.Backups.Shell($"cat /volume{path[BackedUp.Directory.Length..]}/manifest");
        var before = manifest.Split('\n').First(line => line.StartsWith("before=", StringComparison.Ordinal))["before=".Length..];
        return (DateTimeOffset.Parse(before, CultureInfo.InvariantCulture), int.Parse(words[at - 1], CultureInfo.InvariantCulture));
    }

    /// <summary>Restores it into an empty member, which must serve all of it.</summary>
    private static async Task<int> Starts(BackedUp given, string path, IReadOnlyCollection<string> expected)
    {
        await using var ensemble = await Ensemble.Prepare(1);
        await ensemble.Start(0, member => member.WithVolumeMount(given.Backups, BackedUp.Directory).WithSettings(Heap, $"ZK_RESTORE={path}"));
        await Poll.Until(async () => await ensemble[0].Mode() == "standalone", Ensemble.ToServe, ensemble[0].Logs);
        await using var client = await ensemble[0].Connect();
        foreach (var nodes in expected.Chunk(500))
            await Task.WhenAll(nodes.Select(async node => Assert.Equal(node["/written-".Length..], System.Text.Encoding.ASCII.GetString(await client.Get(node)))));
        Assert.DoesNotContain("digest mismatch", await ensemble[0].Logs(), StringComparison.OrdinalIgnoreCase);
        return 1;
    }
}
