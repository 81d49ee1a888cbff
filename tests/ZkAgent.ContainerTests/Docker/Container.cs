using System.Globalization;
using Xunit;

namespace ZkAgent.ContainerTests.Docker;

/// <summary>One container, known by its id and removed by it.</summary>
internal sealed class Container(string id, string hostName) : IAsyncDisposable
{
    public string HostName => hostName;

    public string Id => id;

    /// <summary>Starts a container in the background; options stand before the image, the command after it.</summary>
    public static async Task<Container> Start(string hostName, string image, IEnumerable<string> options, params IEnumerable<string> command)
    {
        string[] arguments = ["run", "--detach", "--label", DockerCli.Label, "--hostname", hostName, .. options, image, .. command];
        return new(await DockerCli.Run(arguments), hostName);
    }

    public Task<CommandResult> Exec(params IEnumerable<string> command) => DockerCli.TryRun(["exec", id, .. command]);

    public async Task<string> Logs() => (await DockerCli.TryRun("logs", id)).Both;

    public Task Kill(string signal) => DockerCli.Run("kill", "--signal", signal, id);

    /// <summary>Signals several containers in one moment: a command for each would be tens of milliseconds apart.</summary>
    public static Task KillTogether(string signal, params IEnumerable<Container> containers) =>
        DockerCli.Run(["kill", "--signal", signal, .. containers.Select(c => c.Id)]);

    /// <summary>Starts a command that the container is left with.</summary>
    public Task ExecDetached(params IEnumerable<string> command) => DockerCli.Run(["exec", "--detach", id, .. command]);

    /// <summary>Kills ZooKeeper under the agent.</summary>
    public Task KillJava() => SignalJava("KILL");

    public async Task SignalJava(string signal) => Assert.True(await TrySignalJava(signal), $"{hostName} has no java");

    /// <returns>False where ZooKeeper does not run.</returns>
    public async Task<bool> TrySignalJava(string signal)
    {
        var result = await Exec("bash", "-c", $"for p in /proc/[0-9]*; do [ \"$(cat $p/comm)\" = java ] && kill -{signal} ${{p#/proc/}} && echo sent; done");
        return result.Output.Contains("sent", StringComparison.Ordinal);
    }

    /// <summary>Its address in its network, which the host reaches as well. A restart may change it.</summary>
    public Task<string> Address() => Inspect("{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}");

    public Task Restart() => DockerCli.Run("start", id);

    public async Task<bool> IsRunning() => await Inspect("{{.State.Running}}") == "true";

    public async Task<int> ExitCode() => int.Parse(await Inspect("{{.State.ExitCode}}"), CultureInfo.InvariantCulture);

    public Task<string> Inspect(string format) => DockerCli.Run("inspect", "--format", format, id);

    /// <summary>Asks for a stop as the kubelet does and gives the time that it took.</summary>
    public async Task<TimeSpan> Stop()
    {
        var began = TimeProvider.System.GetTimestamp();
        await DockerCli.Run("stop", "--time", "30", id);
        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>Awaits the end of the container's own process and gives its exit code.</summary>
    public async Task<int> WaitForExit(TimeSpan limit)
    {
        await Poll.Until(async () => !await IsRunning(), limit, async () => $"{hostName} still runs:\n{await Logs()}");
        return await ExitCode();
    }

    /// <summary>Awaits a piece of text in the log.</summary>
    public Task WaitForLog(string text, TimeSpan limit) =>
        Poll.Until(async () => (await Logs()).Contains(text, StringComparison.Ordinal), limit, async () => $"{hostName}'s log has no \"{text}\":\n{await Logs()}");

    /// <summary>What the agent answers to a GET on its own port; asked from inside, because a network of the test's own has no way in.</summary>
    public async Task<(int Status, string Body)> Get(string path)
    {
        var answer = await TryGet(path);
        Assert.True(answer is not null, $"GET {path} of {HostName} gave no answer:\n{await Logs()}");
        return answer.Value;
    }

    /// <summary>The same, and null where nobody answers yet.</summary>
    public async Task<(int Status, string Body)?> TryGet(string path)
    {
        var script = $"exec 3<>/dev/tcp/127.0.0.1/9141 && printf 'GET {path} HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3";
        var result = await Exec("timeout", "10", "bash", "-c", script);
        var parts = result.Output.Split("\r\n\r\n", 2);
        return parts.Length == 2 ? (int.Parse(parts[0].Split(' ')[1], CultureInfo.InvariantCulture), parts[1]) : null;
    }

    public async ValueTask DisposeAsync() => await DockerCli.TryRun("rm", "--force", "--volumes", id);
}
