using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>SIGKILL at random moments of a first start: whatever half of a beginning lies on a volume, an ensemble comes of it.</summary>
public sealed class KilledAtBirthTests
{
    /// <summary>On a busy machine a first start takes as long; on an idle one half of the kills hit members that serve already.</summary>
    private const int LatestKillMilliseconds = 6_000, Kills = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task Members_that_are_killed_while_they_found_an_ensemble_found_it_nevertheless(int seed) => Bear(seed);

    [Fact(Explicit = true)]
    public async Task Twenty_births_bear_kills_at_random_moments()
    {
        for (var seed = 101; seed <= 120; seed++) await Bear(seed);
    }

    private static async Task Bear(int seed)
    {
        var random = new Random(seed);
        await using var story = new Story(await Ensemble.Prepare(3));
        await story.Start(0, 1, 2);
        await Task.WhenAll(Enumerable.Range(0, Kills).Select(_ => (Member: random.Next(3), After: random.Next(LatestKillMilliseconds))).GroupBy(k => k.Member)
            .Select(async kills =>
            {
                // The moments are the fault that is played, not a wait for something.
                foreach (var (member, after) in kills.OrderBy(k => k.After))
                {
                    await Task.Delay(after, TestContext.Current.CancellationToken);
                    TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: zk-{member} is killed {after} ms after its start");
                    await story.Ensemble[member].Kill("KILL");
                    await story.Ensemble[member].Start();
                }
            }));

        await story.Serve(0, 1, 2);
        await story.Write(through: seed % 3);
        await story.Id();
        await story.EndWithEverything();
    }
}
