using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using Xunit;

namespace ZkAgent.ContainerTests.Containers;

/// <summary>A container that plays one pod: what runs inside it can be asked, signalled, and awaited to end.</summary>
internal sealed partial class MemberContainer(IContainerConfiguration configuration) : DockerContainer(configuration)
{
    /// <summary>The longest that a command inside the container may take.</summary>
    private static readonly TimeSpan s_commandLimit = TimeSpan.FromMinutes(2);

    public string PodName { get; } = configuration.Hostname;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts it for the first time or again, and awaits what its builder says of a start.</summary>
    public Task Start() => StartAsync(Cancellation);

    /// <summary>Asks for a stop as the kubelet does, and awaits it.</summary>
    public Task Stop() => StopAsync(Cancellation);

    /// <summary>Runs a command inside the container to its end.</summary>
    public async Task<CommandResult> Exec(params IEnumerable<string> command)
    {
        try
        {
            var result = await ExecAsync([.. command], Cancellation).WaitAsync(s_commandLimit, Cancellation);
            var exitCode = result.ExitCode ?? throw new InvalidOperationException($"cannot tell how {string.Join(' ', command)} ended in {PodName}: its output ended before it");
            return new((int)exitCode, result.Stdout, result.Stderr);
        }
        catch (DockerApiException refusal) when (refusal.StatusCode == HttpStatusCode.Conflict)
        {
            return new(1, "", $"{PodName} does not run: {refusal.Message}");
        }
    }

    /// <summary>Starts a script of bash inside the container and leaves it there.</summary>
    public async Task ExecInBackground(string script) => Assert.Equal(0, (await Exec("bash", "-c", $"{{ {script}; }} >/dev/null 2>&1 &")).ExitCode);

    /// <returns>Both streams of the container since it was made, standard output first.</returns>
    public async Task<string> Logs()
    {
        var (output, error) = await GetLogsAsync(timestampsEnabled: false, ct: Cancellation);
        return output + error;
    }

    /// <summary>Signals the container's own process.</summary>
    /// <param name="signal">Its name without SIG.</param>
    public Task Kill(string signal) => Engine.Client.Containers.KillContainerAsync(Id, new ContainerKillParameters { Signal = signal }, Cancellation);

    /// <summary>Kills ZooKeeper under the agent.</summary>
    public Task KillJava() => SignalJava("KILL");

    public async Task SignalJava(string signal) => Assert.True(await TrySignalJava(signal), $"{PodName} has no java");

    /// <returns>False where ZooKeeper does not run.</returns>
    public async Task<bool> TrySignalJava(string signal)
    {
        var result = await Exec("bash", "-c", $"for p in /proc/[0-9]*; do [ \"$(cat $p/comm)\" = java ] && kill -{signal} ${{p#/proc/}} && echo sent; done");
        return result.Output.Contains("sent", StringComparison.Ordinal);
    }

    /// <summary>What the engine knows of the container now; <see cref="DockerContainer"/> knows what was so at its start.</summary>
    public Task<ContainerInspectResponse> Inspect() => Engine.Client.Containers.InspectContainerAsync(Id, Cancellation);

    public async Task<bool> IsRunning() => (await Inspect()).State!.Running;

    /// <returns>The address in its network, which the host reaches as well; empty where the container has ended or is cut off. A start may change it.</returns>
    public async Task<string> Address() => (await Inspect()).NetworkSettings!.Networks!.Values.Select(network => network.IPAddress).FirstOrDefault("");

    /// <summary>Awaits the end of the container's own process.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExit(TimeSpan limit)
    {
        try
        {
            return (int)await GetExitCodeAsync(Cancellation).WaitAsync(limit, Cancellation);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{PodName} still runs after {limit.TotalSeconds:0} s:\n{await Logs()}", late);
        }
    }

    /// <summary>Awaits a piece of text in the log.</summary>
    public Task WaitForLog(string text, TimeSpan limit) =>
        Poll.Until(async () => (await Logs()).Contains(text, StringComparison.Ordinal), limit, async () => $"{PodName}'s log has no \"{text}\":\n{await Logs()}");

    /// <summary>Says with the log why a start did not complete in time.</summary>
    protected override async Task UnsafeStartAsync(CancellationToken ct = default)
    {
        try
        {
            await base.UnsafeStartAsync(ct);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{PodName} did not start in time:\n{await Logs()}", late);
        }
    }
}
