using System.Globalization;
using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Backups;

/// <summary>The schedule in the agents of three members that share a directory, while a client writes and members fail.</summary>
public sealed class ScheduledBackupTests
{
    /// <summary>Twice the interval, and the five minutes after which the next member takes over.</summary>
    private static readonly TimeSpan ToBeMade = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task Whatever_fails_each_backup_has_everything_that_was_acknowledged_before_its_time()
    {
        const int Backups = 3;
        await using var given = await BackedUp.Start("ZK_BACKUP_DIR=/backup", "ZK_BACKUP_INTERVAL=1m", "ZK_BACKUP_LOG_INTERVAL=10s", "ZK_BACKUP_RATE=0");
        var random = new Random(17);
        var faults = new List<string>();
        for (var made = 1; made <= Backups; made++)
        {
            await Poll.Until(async () => (await List(given)).Count >= made, ToBeMade, () => Logs(given));
            if (made < Backups) faults.Add(await Fault(given, random));
        }
        await given.Writer.Stop();

        var (digests, acknowledged, missing) = (0, 0, new List<string>());
        foreach (var (path, before) in await List(given))
        {
            digests += await Verified(given, path);
            var found = await given.Read(0, path, $"0x{path[(path.LastIndexOf('-') + 1)..]}");
            var expected = given.Writer.Writes.PathsBefore(before);
            acknowledged += expected.Count;
            missing.AddRange(expected.Except(found.Keys).Select(node => $"{node} in {path}"));
        }
        Assert.Empty(missing);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Backups} backups, faults: {string.Join(", ", faults)}; {acknowledged} acknowledged writes looked for, 0 missing; {digests} digests equal; longest gap {given.Writer.LongestGap.TotalSeconds:0.0} s");
        Assert.Equal("", await given.Backups.Shell("cd /volume; find . -mindepth 1 \\( -type f ! -perm 600 -o -type d ! -perm 700 \\)"));
    }

    [Fact]
    public async Task With_log_segments_any_transaction_after_a_backup_can_be_restored()
    {
        // With few transactions a snapshot, the start of a JVM deletes logs that no segment has yet: a gap, which ends what can be restored.
        await using var given = await BackedUp.Start("ZK_BACKUP_DIR=/backup", "ZK_BACKUP_INTERVAL=1h", "ZK_BACKUP_LOG_INTERVAL=10s", "ZK_CFG_snapCount=100000");
        await Poll.Until(async () => (await List(given)).Count == 1, ToBeMade, () => Logs(given));
        var (path, before) = Assert.Single(await List(given));
        await given.Ensemble[await given.Ensemble.Leader()].KillJava();
        await given.Written(500);
        var acknowledged = given.Writer.Writes.Paths;
        await Poll.Until(async () => acknowledged.All((await given.Read(0, path)).ContainsKey), ToBeMade, () => Logs(given));
        await given.Writer.Stop();

        await Verified(given, path);
        var all = await given.Read(0, path);
        var (from, to) = (all.Values.Min(), all.Values.Max());
        var random = new Random(5);
        for (var cut = 0; cut < 20; cut++)
        {
            var zxid = random.NextInt64(long.Parse(path.AsSpan(path.LastIndexOf('-') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture), to + 1);
            var written = Written(await given.Read(0, path, $"0x{zxid:x}"));
            Assert.Equal(Written(all).Where(node => all[node] <= zxid), written);
        }
        Assert.True(from < to);
        // By time: what was acknowledged before it is there.
        Assert.Empty(given.Writer.Writes.PathsBefore(before).Except((await given.Read(0, path, before.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture))).Keys));
    }

    private static IEnumerable<string> Written(Dictionary<string, long> nodes) => nodes.Keys.Where(name => name.StartsWith("/written-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The verified backups by their path, with the time before which everything is in them.</summary>
    private static async Task<IReadOnlyList<(string Path, DateTimeOffset Before)>> List(BackedUp given)
    {
        var found = await given.Backups.Shell("cd /volume; grep -H -s -E '^(before|verified)=' */*/manifest || true");
        return [.. from line in found.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                   let parts = line.Split([':'], 2)
                   group parts[1] by Path.GetDirectoryName(parts[0]) into backup
                   where backup.Any(value => value.StartsWith("verified=full ", StringComparison.Ordinal))
                   let before = backup.First(value => value.StartsWith("before=", StringComparison.Ordinal))["before=".Length..]
                   orderby backup.Key
                   select ($"{BackedUp.Directory}/{backup.Key}", DateTimeOffset.Parse(before, CultureInfo.InvariantCulture))];
    }

    /// <returns>How many digests were equal: all of them.</returns>
    private static async Task<int> Verified(BackedUp given, string path)
    {
        var result = await given.Ensemble[0].Exec("zkagent", "backup", "verify", path);
        Assert.True(result.ExitCode == 0, result.Both);
        var words = result.Output.Split(' ').ToList();
        var at = words.IndexOf("digests");
        Assert.Equal(words[at - 1], words[at - 3]);
        return int.Parse(words[at - 1], CultureInfo.InvariantCulture);
    }

    private static async Task<string> Fault(BackedUp given, Random random)
    {
        var leader = await given.Ensemble.Leader();
        var (ordinal, who) = random.Next(2) == 0 ? (leader, "leader") : ((leader + 1 + random.Next(2)) % 3, "follower");
        if (random.Next(2) == 0)
        {
            await given.Ensemble[ordinal].KillJava();
            await given.Ensemble.WaitForQuorumOf(0, 1, 2);
            return $"{who} killed";
        }
        await given.Ensemble[ordinal].SignalJava("STOP");
        await Poll.Until(async () => (await Task.WhenAll(given.Ensemble.Members.Where(m => m.PodName != $"zk-{ordinal}").Select(m => m.Mode()))).Contains("leader"), Ensemble.ToServe, () => Logs(given));
        await given.Written(100);
        await given.Ensemble[ordinal].SignalJava("CONT");
        await given.Ensemble.WaitForQuorumOf(0, 1, 2);
        return $"{who} paused";
    }

    private static async Task<string> Logs(BackedUp given) =>
        string.Join('\n', (await Task.WhenAll(given.Ensemble.Members.Select(member => member.Logs()))).SelectMany(log => log.Split('\n').Where(line => line.Contains("backup", StringComparison.Ordinal))));
}
