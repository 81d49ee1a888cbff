using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>Settings with a wrong directory make full volumes appear empty: no ensemble is created next to them.</summary>
public sealed class MisplacedDataTests(ThreeMembers members) : IClassFixture<ThreeMembers>
{
    private static readonly string[] OneUp = ["ZK_DATA_DIR=/var/lib/zookeeper", "ZK_DATA_LOG_DIR=/var/lib/zookeeper"];

    [Fact]
    public async Task Three_members_whose_data_is_one_directory_off_wait_say_where_it_is_and_serve_it_once_the_settings_are_right()
    {
        var story = await members.Begin();
        await story.Lose(0, 1, 2);

        await story.Start([0, 1, 2], OneUp);
        for (var i = 0; i < 3; i++)
        {
            var sentence = await story.IsHeldBack(i, "this volume is empty, but /var/lib/zookeeper/data/version-2 has snapshots");
            Assert.Contains("ZK_DATA_DIR=/var/lib/zookeeper/data", sentence, StringComparison.Ordinal);
            Assert.Contains("ZK_DATA_LOG_DIR=/var/lib/zookeeper/log", sentence, StringComparison.Ordinal);
        }
        foreach (var command in new[] { "explain", "render" })
            Assert.Contains("warning: there is no data in ZK_DATA_DIR=/var/lib/zookeeper, but /var/lib/zookeeper/data/version-2 has snapshots", (await story.Ensemble[0].Exec("zkagent", command)).Both, StringComparison.Ordinal);

        await story.Start(0, 1, 2);
        await story.EndWithEverything();
        // What a wrong start left is not in the way of the right one.
        await story.Ensemble.VolumeOf(0).Shell("test -e /volume/myid && test ! -e /volume/version-2");
    }

    [Fact]
    public async Task An_operator_who_wants_a_new_ensemble_next_to_the_data_says_so()
    {
        await using var story = new Story(await Ensemble.Prepare(1));
        await story.Start(0);
        await story.Serve(0);
        await story.Lose(0);
        await story.Start([0], OneUp);
        await story.IsHeldBack(0, "or set ZK_FORCE_BOOTSTRAP to create a new ensemble without it");

        await story.Start([0], [.. OneUp, Override.Until("ZK_FORCE_BOOTSTRAP", TimeSpan.FromHours(1))]);
        await story.Serve(0);
        await story.Lose(0);
        await story.Start([0], OneUp);
        await story.Serve(0);
        await story.Ensemble.VolumeOf(0).Shell("ls /volume/data/version-2/snapshot.* /volume/version-2/snapshot.*");
    }
}
