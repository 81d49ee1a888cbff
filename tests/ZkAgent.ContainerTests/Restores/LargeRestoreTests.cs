using System.Net.Sockets;
using System.Security.Cryptography;
using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;
using ZkAgent.ContainerTests.DataGuard;

namespace ZkAgent.ContainerTests.Restores;

/// <summary>The figures of a restore of 200 MB: run by hand, because they need a quiet machine and 2 GiB of memory.</summary>
public sealed class LargeRestoreTests
{
    private const int Nodes = 200_000, Bytes = 900, AtOnce = 500;
    private const string Heap = "ZK_HEAP_SIZE=640M";

    [Fact(Explicit = true)]
    public async Task Two_hundred_megabytes_into_three_empty_members()
    {
        await using var backups = await TestVolume.Create();
        await backups.Shell("chmod 777 /volume");
        string path;
        long seen;
        await using (var source = new Story(await Ensemble.Prepare(1)))
        {
            await source.Ensemble.Start(0, member => member.WithVolumeMount(backups, "/backup").WithSettings(Heap));
            await source.Serve(0);
            await using (var client = await source.Ensemble[0].Connect())
            {
                for (var i = 0; i < Nodes; i += AtOnce)
                    await Task.WhenAll(Enumerable.Range(i, AtOnce).Select(n => client.Create($"/node-{n}", RandomNumberGenerator.GetBytes(Bytes))));
            }
            var made = await source.Ensemble[0].Exec("zkagent", "backup", "--to", "/backup");
            Assert.True(made.ExitCode == 0, made.Output + made.Error);
            path = made.Output.Split('\n').First(l => l.StartsWith("/backup/", StringComparison.Ordinal)).Trim();
            await using var later = await source.Ensemble[0].Connect();
            await later.Create("/after", new byte[1]);
            seen = later.LastZxid;
        }
        TestContext.Current.TestOutputHelper?.WriteLine(await backups.Shell("du -sm /volume; ls -l /volume/*/*"));

        await using var story = await BackedUp.Fresh(3);
        int[] all = [0, 1, 2];
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(all.Select(o => story.Ensemble.Start(o, member => member.WithVolumeMount(backups, "/backup").WithSettings(Heap, $"ZK_RESTORE={path}"))));
        await Poll.Until(async () => (await story.Ensemble[0].Logs()).Contains("is placed, up to", StringComparison.Ordinal), Ensemble.ToServe, story.Ensemble[0].Logs);
        Figure.Tell("start of the members to placed on zk-0", TimeProvider.System.GetElapsedTime(began));
        await Poll.Until(async () => (await story.Ensemble.Modes()).Any(m => m is not null), Ensemble.ToServe, story.Ensemble[0].Logs);
        var first = TimeProvider.System.GetTimestamp();
        Figure.Tell("to the first that serves", TimeProvider.System.GetElapsedTime(began));
        await Poll.Until(async () => await CanConnect(story, seen), Ensemble.ToServe, story.Ensemble[0].Logs);
        Figure.Tell("a client that has seen later transactions is back, after the first that serves", TimeProvider.System.GetElapsedTime(first));
        await story.Serve(all);
        Figure.Tell("to three that serve", TimeProvider.System.GetElapsedTime(began));
    }

    private static async Task<bool> CanConnect(Story story, long seen)
    {
        foreach (var member in story.Ensemble.Members)
        {
            try
            {
                await using var client = await ZooKeeperClient.Connect(await member.Address(), 2181, ZooKeeperClient.SessionTimeout, TestContext.Current.CancellationToken, seen: seen);
                return true;
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                // The next one may serve already.
            }
        }
        return false;
    }
}
