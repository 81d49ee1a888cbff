using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>Damaged files: with a quorum elsewhere they are moved aside and fetched again, alone they are refused.</summary>
public sealed class DamagedVolumeTests(ThreeMembers members) : IClassFixture<ThreeMembers>
{
    private const string Data = "/volume/data/version-2", Log = "/volume/log/version-2";

    [Theory]
    [InlineData("the snapshots are gone", $"rm {Data}/snapshot.*")]
    [InlineData("the snapshots are empty", $"for s in {Data}/snapshot.*; do : >$s; done")]
    // Always named snapshot.5: a half-written snapshot.0 is the rest of a crashed bootstrap, and then only the identity file shows data.
    [InlineData("the logs are gone and the snapshot is cut short", $"rm {Log}/log.* {Data}/snapshot.*; head -c 40 /dev/zero >{Data}/snapshot.5")]
    [InlineData("a log is overwritten in its middle", $"for l in {Log}/log.*; do printf '\\377\\377\\377\\377' | dd of=$l bs=1 seek=300 conv=notrunc status=none; done")]
    [InlineData("currentEpoch is empty", $": >{Data}/currentEpoch")]
    [InlineData("the epochs disagree", $"echo 0 >{Data}/acceptedEpoch")]
    public async Task A_damaged_member_moves_its_data_aside_and_fetches_everything_from_the_others(string damage, string script)
    {
        var story = await members.Begin();
        await story.Lose(1);
        await story.Serve(0, 2);
        await story.Write(through: 0);
        await story.Ensemble.VolumeOf(1).Shell(script);

        await story.Start(1);

        await story.EndWithEverything();
        Assert.True((await story.Ensemble[1].Logs()).Contains("it is moved out of the way and fetched again", StringComparison.Ordinal), $"not found out: {damage}");
        // What was moved is all there, and with it out of sight the next story's damage is the first within the hour.
        Assert.NotEqual("", await story.Ensemble.VolumeOf(1).Shell("ls -d /volume/data/quarantine-*/version-2 && rm -r /volume/*/quarantine-*"));
    }

    [Fact]
    public async Task A_member_whose_logs_volume_is_lost_alone_is_whole_again_at_the_next_start_of_all()
    {
        var story = await members.Begin();
        await story.Lose(0);
        await story.Ensemble.VolumeOf(0).Shell("rm -r /volume/log/version-2 /volume/log/zkagent.identity");

        await story.Start(0);
        await story.Ensemble[0].WaitForLog("dataLogDir has neither a log nor an identity file", Ensemble.ToServe);
        await story.Serve(0);
        await story.Lose(0, 1, 2);
        await story.Start(0, 1, 2);

        await story.EndWithEverything();
        Assert.Contains("this volume has data up to", await story.Ensemble[0].Logs(), StringComparison.Ordinal);
        await story.Ensemble.VolumeOf(0).Shell("rm -r /volume/*/quarantine-*");
    }

    [Fact]
    public async Task Damage_that_comes_back_within_the_hour_waits_for_the_operator()
    {
        var story = await members.Begin();
        await story.Lose(2);
        await story.Ensemble.VolumeOf(2).Shell($": >{Data}/currentEpoch");
        await story.Start(2);
        await story.Serve(2);

        await story.Lose(2);
        await story.Ensemble.VolumeOf(2).Shell($": >{Data}/currentEpoch");
        await story.Start(2);
        Assert.Contains("damaged data was moved aside from it within the hour already", await story.Refuses(2), StringComparison.Ordinal);

        await story.Ensemble.VolumeOf(2).Shell("mv /volume/data/quarantine-* /volume/data/looked-at");
        await story.Start(2);
        await story.EndWithEverything();
    }

    [Fact]
    public async Task Without_a_quorum_elsewhere_a_damaged_member_waits_and_keeps_what_it_has()
    {
        var story = await members.Begin();
        await story.Lose(0, 1, 2);
        await story.Ensemble.VolumeOf(0).Shell($"mkdir /volume/kept && mv {Data}/snapshot.* /volume/kept");

        await story.Start(0, 2);
        await story.IsHeldBack(0, "it is repaired as soon as the other members have a quorum");
        await story.LooksForQuorum(2);
        await story.Start(1);

        await story.EndWithEverything();
        await story.Ensemble.VolumeOf(0).Shell("rm -r /volume/*/quarantine-*");
    }

    [Fact]
    public async Task Alone_damage_is_refused_until_the_operator_takes_what_is_left()
    {
        await using var story = new Story(await Ensemble.Prepare(1));
        await story.Start(0);
        await story.Serve(0);
        await story.Write(through: 0);
        await story.Lose(0);
        var volume = story.Ensemble.VolumeOf(0);
        await volume.Shell($"cp -a {Data} /volume/backup && for s in {Data}/snapshot.*; do truncate -s 40 $s; done && mv {Log} /volume/log/backup && mkdir {Log} && chown 1000:1000 {Log} && cp -a /volume/backup/. {Data} && : >{Data}/snapshot.0 && mv {Data}/snapshot.0 {Data}/snapshot.5");

        await story.Start(0);
        Assert.Contains("cannot start with damaged data", await story.Refuses(0), StringComparison.Ordinal);

        await story.Start([0], Override.Until("ZK_FORCE_DAMAGED", TimeSpan.FromHours(1)));
        await story.Ensemble[0].WaitForLog("ZooKeeper starts with it nevertheless, because ZK_FORCE_DAMAGED says so", Ensemble.ToServe);

        // The operator finds the backup.
        await story.Lose(0);
        await volume.Shell($"rm -r {Data} {Log} && mv /volume/backup {Data} && mv /volume/log/backup {Log}");
        await story.Start(0);
        await story.EndWithEverything();
    }
}
