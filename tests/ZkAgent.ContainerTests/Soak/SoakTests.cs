using System.Globalization;
using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Soak;

/// <summary>What takes minutes: tests/soak.sh runs each of these by name, an ordinary run none.</summary>
public sealed class SoakTests
{
    private const int LiveProbes = 90_000, ReadyProbes = 5_000, OkProbes = 5_000, Connections = 4;

    /// <summary>A kubelet asks once in ten seconds; fifty times as often finds what it would.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    [Fact(Explicit = true)]
    public async Task A_hundred_thousand_probes_of_a_live_server_under_full_load_all_say_yes()
    {
        await using var ensemble = await Ensemble.Serving(1);
        var member = ensemble[0];
        for (var i = 0; i < Environment.ProcessorCount; i++) await member.ExecInBackground("while :; do :; done");

        var (live, ready, ok) = (new Latencies("GET /livez"), new Latencies("GET /readyz"), new Latencies("zkagent ok"));
        var address = await member.Address();
        await Task.WhenAll(
            [RunOk(member, ok), .. Enumerable.Range(0, Connections).SelectMany<int, Task>(_ =>
            [
                Get(address, "/livez", LiveProbes / Connections, live),
                Get(address, "/readyz", ReadyProbes / Connections, ready),
            ])]);

        foreach (var probes in (Latencies[])[live, ready, ok])
        {
            probes.Tell();
            Assert.Empty(probes.Refusals);
        }
    }

    [Fact(Explicit = true)]
    public async Task Two_of_three_members_gone_for_three_minutes_never_fail_live()
    {
        await using var ensemble = await Ensemble.Serving(3);
        await Task.WhenAll(ensemble[1].Kill("KILL"), ensemble[2].Kill("KILL"));
        using var agent = new AgentHttp(await ensemble[0].Address());
        await Poll.Until(async () => (await agent.Get("/readyz", Cancellation)).Status == 503, Ensemble.ToServe, ensemble[0].Logs);

        var (live, notReady) = (new Latencies("GET /livez without a quorum"), new Latencies("GET /readyz without a quorum, 503 awaited"));
        var began = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Pause);
        while (TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(3))
        {
            await Ask(agent, "/livez", 200, live);
            await Ask(agent, "/readyz", 503, notReady);
            await timer.WaitForNextTickAsync(Cancellation);
        }

        live.Tell();
        notReady.Tell();
        Assert.Empty(live.Refusals);
        Assert.Empty(notReady.Refusals);
        TestContext.Current.TestOutputHelper?.WriteLine("said last: " + (await agent.Get("/readyz", Cancellation)).Body);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>One connection after another question, as fast as it answers.</summary>
    private static async Task Get(string address, string path, int times, Latencies latencies)
    {
        using var agent = new AgentHttp(address);
        for (var i = 0; i < times; i++) await Ask(agent, path, 200, latencies);
    }

    private static async Task Ask(AgentHttp agent, string path, int awaited, Latencies latencies)
    {
        var began = TimeProvider.System.GetTimestamp();
        var answer = await agent.Get(path, Cancellation);
        latencies.Take(TimeProvider.System.GetElapsedTime(began), answer.Status == awaited ? null : $"{answer.Status} {answer.Body}");
    }

    /// <summary>Starts the program once for each question, as an exec probe does; the loop is inside, or the exec of the engine would be what is measured.</summary>
    private static async Task RunOk(MemberContainer member, Latencies latencies)
    {
        const int batch = 250; // A batch has to end within the limit of one command in a container, under any load.
        for (var done = 0; done < OkProbes; done += batch)
        {
            var result = await member.Exec("bash", "-c",
                $"for ((i = 0; i < {batch}; i++)); do a=${{EPOCHREALTIME/./}}; said=$(zkagent ok 2>&1); code=$?; echo \"$((${{EPOCHREALTIME/./}} - a)) $code $said\"; done");
            var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(batch, lines.Length);
            foreach (var line in lines)
            {
                var parts = line.Split(' ', 3);
                latencies.Take(TimeSpan.FromMicroseconds(long.Parse(parts[0], CultureInfo.InvariantCulture)), parts[1] == "0" ? null : line);
            }
        }
    }
}
