using System.Diagnostics;
using Xunit;

namespace ZkAgent.ContainerTests.Docker;

/// <summary>What a command printed and how it ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public string Both => Output + Error;
}

/// <summary>Drives Docker by its command line: the one seam between these tests and a container engine.</summary>
internal static class DockerCli
{
    /// <summary>Every container, network and volume of this run carries it, so that a later run can find what a crash left.</summary>
    public const string Label = "zkagent-container-tests";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>The image under test, built by tests/run.sh.</summary>
    public static string Image => Environment.GetEnvironmentVariable("ZKAGENT_IMAGE")
        ?? throw new InvalidOperationException("cannot test without ZKAGENT_IMAGE: tests/run.sh builds the image and sets it");

    /// <summary>Debian's ZooKeeper without the agent.</summary>
    public static string BaseImage => Environment.GetEnvironmentVariable("ZKAGENT_BASE_IMAGE")
        ?? throw new InvalidOperationException("cannot test without ZKAGENT_BASE_IMAGE: tests/run.sh builds the image and sets it");

    public static async Task<CommandResult> TryRun(params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Deadline);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"docker {string.Join(' ', arguments)} did not end within {Deadline}");
        }
    }

    public static async Task<string> Run(params IEnumerable<string> arguments)
    {
        var result = await TryRun(arguments);
        Assert.True(result.ExitCode == 0, $"docker {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Both}");
        return result.Output.Trim();
    }
}
