using System.Globalization;
using Xunit;
using ZkAgent.ContainerTests.Containers;
using ZkAgent.ContainerTests.DataGuard;

namespace ZkAgent.ContainerTests.Soak;

/// <summary>Random faults for as many rounds as wanted: tests/soak.sh --rounds N --seed S.</summary>
/// <remarks>With ZKAGENT_SOAK_RECORD, a run that lost nothing appends a line to that file: seed, rounds, acknowledged writes and the image's id.</remarks>
public sealed class FaultTests
{
    private const int Stretch = 20;

    [Fact(Explicit = true)]
    public async Task Random_faults_lose_no_acknowledged_write_and_a_majority_with_data_always_serves()
    {
        var rounds = Number("ZKAGENT_SOAK_ROUNDS") ?? 10;
        var seed = Number("ZKAGENT_SOAK_SEED") ?? Random.Shared.Next(1_000_000);
        var round = 0;
        // A pod keeps its address through a partition. The engine gives the lowest free one: two that were cut off could swap theirs, and would
        // keep connections that nothing ever closes.
        var addresses = await ChosenAddresses.Create();
        await using var story = new Story(await Ensemble.Prepare(3, addresses.Network, [addresses.Next(), addresses.Next(), addresses.Next()]));
        var random = new Random(seed);
        var faults = new Faults(story, line => TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed} round {round}: {line}"));
        await faults.Begin();
        for (round = 1; round <= rounds; round++)
        {
            await faults.Play(Round.Draw(random));
            if (round % Stretch == 0 || round == rounds) await faults.Settle("mended");
        }
        if (Environment.GetEnvironmentVariable("ZKAGENT_SOAK_RECORD") is { Length: > 0 } record)
            await File.AppendAllTextAsync(record, string.Create(CultureInfo.InvariantCulture, $"{seed}\t{rounds}\t{story.Witness.Acknowledged}\t{Environment.GetEnvironmentVariable("ZKAGENT_SOAK_IMAGE")}\n"), TestContext.Current.CancellationToken);
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
