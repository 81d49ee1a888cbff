using System.Diagnostics;
using ZkAgent.Core.Tests;

namespace ZkAgent.ChartTests;

/// <summary>Runs helm, kubectl or a script of the repository and returns what it printed.</summary>
internal static class Tool
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>What the program printed on stdout; fails the test with its stderr when it ends with another code than 0.</summary>
    public static string Output(string program, params string[] arguments)
    {
        var (code, output, error) = Run(program, arguments);
        Xunit.Assert.True(code == 0, $"cannot go on after {program} {string.Join(' ', arguments)}: it ended with {code}\n{output}{error}");
        return output;
    }

    /// <summary>Exit code, stdout and stderr of a program that runs in the repository's root.</summary>
    public static (int Code, string Output, string Error) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"cannot start {program}");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Timeout))
        {
            process.Kill();
            throw new TimeoutException($"{program} did not end within {Timeout.TotalSeconds} s");
        }
        return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
