using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Soak;

/// <summary>The image for arm64, run by an emulator: a start of ZooKeeper takes tens of seconds there.</summary>
public sealed class EmulatedProcessorTests
{
    private static readonly TimeSpan s_toBeReady = TimeSpan.FromMinutes(8);

    [Fact(Explicit = true)]
    public async Task Three_members_of_another_processor_form_an_ensemble()
    {
        await using var ensemble = await Ensemble.Prepare(3);
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(ordinal => ensemble.Start(ordinal, member => member.WithImage(TestImages.Arm64))));
        await Task.WhenAll(ensemble.Members.Select(async member =>
        {
            await Poll.Until(async () => (await member.Ask("/readyz")).Status == 200, s_toBeReady, member.Logs);
            Figure.Tell($"{member.PodName} ready, emulated", TimeProvider.System.GetElapsedTime(began));
        }));

        Assert.Equal("aarch64", (await ensemble[0].Exec("uname", "-m")).Output.Trim());
        Assert.Equal("follower follower leader", string.Join(' ', (await ensemble.Modes()).Order()));
        await ensemble[0].Write("/kept", "by three");
        Assert.Equal("by three", await ensemble[2].Read("/kept"));
        Assert.Contains("zkagent_build_info", (await ensemble[1].Get("/metrics")).Body, StringComparison.Ordinal);
        var status = await ensemble[1].Exec("zkagent", "status");
        Assert.True(status.ExitCode == 0, status.Both);

        var stopping = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(ensemble.Members.Select(member => member.Stop()));
        Figure.Tell("all stopped, emulated", TimeProvider.System.GetElapsedTime(stopping));
        foreach (var member in ensemble.Members) Assert.Equal(0, (await member.Inspect()).State!.ExitCode);
    }
}
