using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ZkAgent.CommandLine;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Launch;
using ZkAgent.Hosting;
using ZkAgent.Launch;

namespace ZkAgent.Supervision;

/// <summary>Runs the supervisor in the host. Its end is the agent's end: it stops the host.</summary>
internal sealed class SupervisorService(
    Supervisor supervisor, ChildProcesses children, ZooKeeperRun run, OwnNameWait ownName, LocalMember local, LaunchPlan launch, StopRequests stop, AgentExit end,
    IHostApplicationLifetime host, ILogger log) : IHostedLifecycleService
{
    private Task _running = Task.CompletedTask;

    /// <summary>HTTP answers from here on: agents that wait ask each other.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        children.Begin();
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>The host stops because the supervisor has ended, so there is hardly anything to wait for.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => _running.WaitAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Supervises ZooKeeper to its end, then stops the host.</summary>
    internal async Task RunAsync()
    {
        try
        {
            await AwaitOwnNameAsync();
            end.Decide(await supervisor.RunAsync(launch));
        }
        catch (Exception exception)
        {
            end.Fail($"cannot supervise ZooKeeper any longer: {exception.Message.TrimEnd('.')}; this is a fault of zkagent, which stops ZooKeeper and ends", exception);
            await StopZooKeeperAsync();
            end.Decide(ExitCodes.AgentFailed);
        }
        finally
        {
            host.StopApplication();
        }
    }

    private async Task AwaitOwnNameAsync()
    {
        try
        {
            // Peers dial that name and ZooKeeper binds to it.
            await ownName.WaitAsync(local, stop.Token);
        }
        catch (OperationCanceledException) when (stop.First is not null)
        {
            // The supervisor says so in its own words.
        }
    }

    private async Task StopZooKeeperAsync()
    {
        try
        {
            await run.StopAsync(await stop.Asked);
        }
        catch (Exception exception)
        {
            log.LogError(exception, "cannot stop ZooKeeper in order: the kernel ends it with the agent");
        }
    }
}
