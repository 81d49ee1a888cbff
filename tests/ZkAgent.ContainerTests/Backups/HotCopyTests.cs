using System.Text;
using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Backups;

/// <summary>Backups of members that serve, while a client writes.</summary>
public sealed class HotCopyTests
{
    [Fact]
    public async Task A_copy_of_the_leader_and_of_a_follower_has_everything_that_was_acknowledged_before_it()
    {
        await using var given = await BackedUp.Start();
        await given.Written(400);
        var leader = await given.Ensemble.Leader();
        foreach (var ordinal in new[] { leader, (leader + 1) % 3, leader, (leader + 2) % 3 })
        {
            var acknowledged = given.Writer.Writes.Paths;
            var path = await given.Backup(ordinal);

            var found = await given.Read(ordinal, path);
            Assert.Empty(acknowledged.Except(found.Keys));
            await given.Written(50);
        }
        // The files are their owner's alone, and nothing half-written is left.
        Assert.Equal("", await given.Backups.Shell("cd /volume; find . -mindepth 1 \\( -type f ! -perm 600 -o -type d ! -perm 700 -o -name '.partial*' \\)"));
        var listed = await given.Ensemble[leader].Exec("zkagent", "backup", "list", BackedUp.Directory);
        Assert.Equal(4, listed.Output.Split('\n').Count(line => line.Contains(" full 20", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Records_of_megabytes_are_copied_verified_and_read()
    {
        // The second one needs a larger buffer than the first: both are in memory for a moment.
        int[] sizes = [9_000_000, 15_000_000];
        await using var backups = await TestVolume.Create();
        await backups.Shell("chown 1000:1000 /volume");
        await using var ensemble = await Ensemble.Serving(1, member => member.WithVolumeMount(backups, BackedUp.Directory).WithSettings("ZK_HEAP_SIZE=512M", "SERVER_JVMFLAGS=-Djute.maxbuffer=20000000"));
        await using (var client = await ensemble[0].Connect())
            foreach (var size in sizes) await client.Create($"/large-{size}", Encoding.ASCII.GetBytes(new string('x', size)));

        var made = await ensemble[0].Exec("zkagent", "backup", "--to", BackedUp.Directory);
        Assert.True(made.ExitCode == 0, made.Both);
        var read = await ensemble[0].Exec("bash", "-c", $"set -o pipefail; zkagent backup cat {made.Output.Trim()} /large-{sizes[1]} | tail -n 1 | cut -f 6 | tr -d '\\n' | wc -c");

        Assert.True(read.ExitCode == 0, read.Both);
        Assert.Equal($"{sizes[1]}", read.Output.Trim());
    }

    [Fact]
    public async Task A_cut_has_exactly_the_writes_up_to_it()
    {
        await using var given = await BackedUp.Start();
        await given.Written(400);
        var path = await given.Backup(0);
        var all = await given.Read(0, path);
        var report = await given.Ensemble[0].Exec("zkagent", "backup", "verify", "--quick", path);
        // "restorable to any transaction from 0x100000100 (…) to 0x100000200"
        var words = report.Output[report.Output.IndexOf("restorable", StringComparison.Ordinal)..].Split(' ');
        var (from, to) = (Hex(words[5]), Hex(words[Array.IndexOf(words, "to", 6) + 1].TrimEnd()));
        var random = new Random(5);
        for (var cut = 0; cut < 5; cut++)
        {
            var zxid = random.NextInt64(from, to + 1);

            var found = await given.Read(0, path, $"0x{zxid:x}");

            var written = all.Where(node => node.Key.StartsWith("/written-", StringComparison.Ordinal)).ToList();
            Assert.Equal(written.Where(node => node.Value <= zxid).Select(node => node.Key).Order(), found.Keys.Where(name => name.StartsWith("/written-", StringComparison.Ordinal)).Order());
            // One writer: what is there is the beginning of what it wrote.
            var numbers = found.Keys.Where(name => name.StartsWith("/written-", StringComparison.Ordinal)).Select(name => int.Parse(name["/written-".Length..], System.Globalization.CultureInfo.InvariantCulture)).Order();
            Assert.Equal(Enumerable.Range(0, numbers.Count()), numbers);
        }

        static long Hex(string text) => long.Parse(text.AsSpan(2), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_member_that_hangs_gives_no_backup_and_leaves_nothing()
    {
        await using var given = await BackedUp.Start();
        await given.Written(100);
        var follower = (await given.Ensemble.Leader() + 1) % 3;
        await given.Ensemble[follower].SignalJava("STOP");

        var made = await given.Ensemble[follower].Exec("zkagent", "backup", "--to", BackedUp.Directory);

        Assert.Equal(1, made.ExitCode);
        Assert.StartsWith("zkagent: cannot make a backup: ZooKeeper on this host does not serve", made.Error, StringComparison.Ordinal);
        Assert.Equal("", await given.Backups.Shell("ls -A /volume"));
        await given.Ensemble[follower].SignalJava("CONT");
    }

    [Fact]
    public async Task A_directory_on_the_data_volume_and_one_that_may_not_be_written_are_refused()
    {
        await using var given = await BackedUp.Start();

        var same = await given.Ensemble[0].Exec("zkagent", "backup", "--to", "/var/lib/zookeeper/backup");
        await given.Backups.Shell("chown 0:0 /volume; chmod 755 /volume");
        var closed = await given.Ensemble[0].Exec("zkagent", "backup", "--to", BackedUp.Directory);

        Assert.Equal(1, same.ExitCode);
        Assert.Contains("it is on the same volume as /var/lib/zookeeper/data", same.Error, StringComparison.Ordinal);
        Assert.Equal(1, closed.ExitCode);
        Assert.StartsWith($"zkagent: cannot write the backup to {BackedUp.Directory}: ", closed.Error, StringComparison.Ordinal);
        Assert.Equal("", await given.Backups.Shell("ls -A /volume"));
    }

    [Fact]
    public async Task An_archive_is_data_that_ZooKeeper_starts_with()
    {
        await using var given = await BackedUp.Start();
        await given.Written(300);
        var acknowledged = given.Writer.Writes.Paths;
        var made = await given.Ensemble[1].Exec("bash", "-c", $"set -o pipefail; zkagent backup --to - > {BackedUp.Directory}/one.tar && zkagent backup verify {BackedUp.Directory}/one.tar && tar -C {BackedUp.Directory} -xf {BackedUp.Directory}/one.tar");
        Assert.True(made.ExitCode == 0, made.Both);
        Assert.Contains("good (full)", made.Output, StringComparison.Ordinal);

        await given.Backups.Shell("cd /volume; mkdir -p data/version-2; mv 20*/snapshot.* 20*/log.* data/version-2/; chown -R 1000:1000 .");
        await using var server = new MemberBuilder("zk-9", TestImages.Base).WithVolumeMount(given.Backups, "/volume")
            .WithShell("bash", "printf 'clientPort=2181\\ndataDir=/volume/data\\n4lw.commands.whitelist=*\\nadmin.enableServer=false\\n' > /tmp/zoo.cfg; exec java -Xmx96m -cp '/usr/share/zookeeper/*:/usr/share/java/*' org.apache.zookeeper.server.quorum.QuorumPeerMain /tmp/zoo.cfg").Build();
        await server.StartAsync(TestContext.Current.CancellationToken);
        await Poll.Until(async () => (await FourLetterWord.Ask(await server.Address(), "srvr", TestContext.Current.CancellationToken)).Contains("Mode: standalone", StringComparison.Ordinal), Ensemble.ToServe, server.Logs);
        await using var client = await ZooKeeperClient.Connect(await server.Address(), 2181, ZooKeeperClient.SessionTimeout, TestContext.Current.CancellationToken);
        foreach (var node in acknowledged) Assert.Equal(node["/written-".Length..], Encoding.ASCII.GetString(await client.Get(node)));
        Assert.DoesNotContain("digest mismatch", await server.Logs(), StringComparison.OrdinalIgnoreCase);
    }
}
