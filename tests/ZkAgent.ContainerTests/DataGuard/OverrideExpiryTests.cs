using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>An override that was valid when the agent started and is over when the damage comes.</summary>
public sealed class OverrideExpiryTests
{
    [Fact]
    public async Task Damage_after_the_end_of_an_override_is_refused_by_the_agent_that_was_started_with_it()
    {
        await using var story = new Story(await Ensemble.Prepare(1));
        var time = TimeProvider.System;
        var (began, valid) = (time.GetTimestamp(), TimeSpan.FromSeconds(10));
        await story.Start([0], Override.Until("ZK_FORCE_DAMAGED", valid));
        await story.Serve(0);
        await story.Write(through: 0);
        Assert.Contains("ZK_FORCE_DAMAGED is in force until", await story.Ensemble[0].Logs(), StringComparison.Ordinal);
        await Poll.Until(() => Task.FromResult(time.GetElapsedTime(began) > valid + TimeSpan.FromSeconds(1)), 3 * valid, () => Task.FromResult("the override is not over"));

        await story.Ensemble.VolumeOf(0).Shell("for l in /volume/log/version-2/log.*; do printf '\\377\\377\\377\\377' | dd of=$l bs=1 seek=300 conv=notrunc status=none; done");
        await story.Ensemble[0].KillJava();

        var log = await story.Refuses(0);
        Assert.Contains("cannot start with damaged data", log, StringComparison.Ordinal);
        Assert.DoesNotContain("ZK_FORCE_DAMAGED says so", log, StringComparison.Ordinal);
    }
}
