using Microsoft.Extensions.Logging;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;
using ZkAgent.DataGuard;
using ZkAgent.Departure;
using ZkAgent.Health;
using ZkAgent.Host;
using ZkAgent.Http;
using ZkAgent.Launch;
using ZkAgent.Logging;
using ZkAgent.Metrics;
using ZkAgent.Peers;
using ZkAgent.Supervision;

namespace ZkAgent;

/// <summary>The composition root of <c>run</c>: the only place that makes the services, starts them in order, and stops them.</summary>
internal static class AgentHost
{
    /// <summary>An open scrape is no reason to stay once ZooKeeper is gone.</summary>
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(1);

    /// <summary>Where <c>drain</c> finds the agent.</summary>
    public static string DrainPath(AgentSettings settings) => $"{settings.Directories.Run}/zkagent.sock";

    /// <param name="settings">The settings.</param>
    /// <param name="seat">Our place in the ensemble.</param>
    /// <param name="launch">What is started.</param>
    /// <param name="guarded">True where ZooKeeper can be kept from voting with an empty volume.</param>
    /// <param name="overrides">What a human took upon themselves.</param>
    /// <param name="signals">The process's signals, taken since its first line.</param>
    /// <param name="lastWords">Where the last sentence goes.</param>
    /// <param name="log">The agent's log.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        AgentSettings settings, Seat seat, LaunchPlan launch, bool guarded, GuardOverrides overrides, UnixSignals signals, TerminationLog lastWords, ContainerLog log)
    {
        var time = TimeProvider.System;
        var stop = signals.Stop;
        var state = new SupervisionState(time);
        var children = new ChildProcesses(ExecShim.ForThisProcess);

        var server = SampledServer.Of(seat, () => state.Now, () => stop.Draining);
        var sampler = new Sampler(server, time, log);
        var sessions = new SessionChecker(server, sampler, log);
        var identity = new AgentIdentity(AgentVersion.Text, seat);

        var peers = new PeerLooker(seat, settings.AgentPort, time);
        var gate = new PatientGate(seat, sampler, peers, time, log);
        var stopper = new ZooKeeperStop(children, stop, settings.Supervision.GracePeriod, gate.PassAsync, state, time, log);
        var run = new ZooKeeperRun(children, stop, stopper, new OomKills(), () => sampler.Current.Run.Loaded, state, log);
        var budget = new RestartBudget(settings.Supervision.RestartLimit, SupervisionSettings.RestartWindow);
        var stamps = new StampFile(settings.Directories);
        var volumes = new VolumeWatch(settings.Directories, stamps, seat.Standalone, $"{launch.Environment.GetValueOrDefault("SERVER_JVMFLAGS")} {launch.Environment.GetValueOrDefault("JVMFLAGS")}", time);
        var member = new MemberVolumes(volumes, () => state.Now, () => sampler.Current, Guid.NewGuid());
        var guard = new VoteGuard(seat, volumes, peers, new VolumePreparation(seat, settings.Directories, stamps, new InitializeMarker(settings.Directories), time, log), overrides, state, time, log);
        var supervisor = new Supervisor(guarded ? guard.PassAsync : _ => Task.FromResult<string?>(null), run, budget, stop, state, lastWords, time, log);
        signals.Quit = run.PrintThreads;

        var verdicts = new ProbeVerdicts(() => sessions.Last, settings.OrderedPods ? new OrderedReadiness(seat, peers) : null);
        var tally = new ProbeTally();
        var figures = new FiguresSource(settings, seat, sampler, () => sessions.Last, verdicts, tally, gate, guard);

        // Stopped in reverse order: probes are answered until the very end.
        await using var http = new ProbeServer(
            settings.AgentPort, new ProbePaths(sampler, identity, member.Now, verdicts, tally), new MetricsEndpoint(settings.MetricNames, sampler, figures.GatherAsync), log);
        if (await http.StartAsync(CancellationToken.None) is { } problem)
        {
            log.LogError("{Sentence}", problem);
            lastWords.Write(problem);
            return ExitCodes.WrongSettings;
        }
        await sampler.StartAsync(CancellationToken.None);
        await sessions.StartAsync(CancellationToken.None);
        using var drain = new DrainSocket(DrainPath(settings), settings.Supervision.GracePeriod, stop, gate, time, log);
        if (drain.Start() is { } noDrain) log.LogWarning("{Sentence}", noDrain);
        var joining = TimeSpan.FromMilliseconds((double)settings.ZooKeeper.InitLimit * settings.ZooKeeper.TickTime);
        using var leftOut = new LeftOutWatch(seat, joining, sampler, peers, run.Restart, time, log);
        if (!seat.Standalone) await leftOut.StartAsync(CancellationToken.None);
        using var guardWatch = new GuardWatch(seat, sampler, peers, stamps, volumes, () => guard.Last, run.Restart, time, log);
        if (guarded && !seat.Standalone) await guardWatch.StartAsync(CancellationToken.None);
        using var keeper = new StampKeeper(seat, sampler, peers, stamps, time, log);
        await keeper.StartAsync(CancellationToken.None);

        try
        {
            // Peers dial that name and ZooKeeper binds to it; HTTP is up before the wait, or agents would wait for each other.
            await new OwnNameWait(OwnNameLookup.LookAsync, s => log.LogInformation("{Sentence}", s), time, log).WaitAsync(seat, stop.Token);
        }
        catch (OperationCanceledException) when (stop.First is not null)
        {
            // The supervisor says so in its own words.
        }
        var code = await supervisor.RunAsync(launch);
        using var lastAnswers = new CancellationTokenSource(LastAnswers);
        await sessions.StopAsync(lastAnswers.Token);
        await leftOut.StopAsync(lastAnswers.Token);
        await guardWatch.StopAsync(lastAnswers.Token);
        await keeper.StopAsync(lastAnswers.Token);
        await sampler.StopAsync(lastAnswers.Token);
        await http.StopAsync(lastAnswers.Token);
        return code;
    }
}
