using System.Diagnostics;
using Xunit;

namespace ZkAgent.Tests.ExecProbes;

/// <summary>Runs a line of shell that starts the native binary as <c>"$ZKAGENT"</c>: for what a parent process does to it.</summary>
internal static class Shell
{
    public static async Task<AgentBinary.Outcome> Run(string line, params (string Name, string Value)[] environment)
    {
        using var process = Start(line, environment);
        var watch = Stopwatch.StartNew();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new AgentBinary.Outcome(process.ExitCode, await output, await errors, watch.Elapsed);
    }

    public static Process Start(string line, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", line]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ZKAGENT"] = AgentBinary.Existing();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
