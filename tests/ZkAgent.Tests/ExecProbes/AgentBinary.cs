using System.Diagnostics;
using Xunit;

namespace ZkAgent.Tests.ExecProbes;

/// <summary>Runs the native binary, as itself or under a link's name, with nothing but the given environment.</summary>
internal static class AgentBinary
{
    /// <summary>The exit code of a process whose runtime was not able to start.</summary>
    public const int RuntimeCouldNotStart = 255;

    public static string Path { get; } = Environment.GetEnvironmentVariable("ZKAGENT_BINARY") is { Length: > 0 } path
        ? System.IO.Path.GetFullPath(path)
        : "";

    /// <summary>
    /// Runs it with a heap limit of one page, under which no runtime starts: what answers all the same is the early path,
    /// and whatever falls through ends with <see cref="RuntimeCouldNotStart"/>. No clock, no tracer, no privilege needed.
    /// </summary>
    public static Task<Outcome> RunWithoutRuntime(string[] arguments, params (string Name, string Value)[] environment) =>
        RunWithoutRuntime("zkagent", arguments, environment);

    public static Task<Outcome> RunWithoutRuntime(string linkName, string[] arguments, params (string Name, string Value)[] environment) =>
        Run(linkName, arguments, [.. environment, ("DOTNET_GCHeapHardLimit", "1000")]);

    public static async Task<Outcome> Run(string linkName, string[] arguments, params (string Name, string Value)[] environment)
    {
        using var links = new LinkDirectory();
        var start = new ProcessStartInfo(links.Link(linkName, Existing()), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        // A probe that is not given up must fail a test, not hang it.
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, await output, await errors, watch.Elapsed);
    }

    public static string Existing()
    {
        Assert.True(Path.Length > 0, "cannot test the native binary: ZKAGENT_BINARY is not set; publish src/ZkAgent natively and give the file's path");
        Assert.True(File.Exists(Path), $"cannot test the native binary: ZKAGENT_BINARY names {Path}, and no such file is there");
        return Path;
    }

    public sealed record Outcome(int ExitCode, string Output, string Errors, TimeSpan Elapsed)
    {
        public void FellThrough() => Assert.Equal((RuntimeCouldNotStart, ""), (ExitCode, Output));

        public void Said(int exitCode, string output) => Assert.Equal((exitCode, output), (ExitCode, Output));
    }

    /// <summary>A directory with one symbolic link in it: the name that the process sees as its own.</summary>
    private sealed class LinkDirectory : IDisposable
    {
        private readonly string directory = Directory.CreateTempSubdirectory("zkagent-link-").FullName;

        public string Link(string name, string target)
        {
            var link = System.IO.Path.Combine(directory, name);
            File.CreateSymbolicLink(link, target);
            return link;
        }

        public void Dispose() => Directory.Delete(directory, recursive: true);
    }
}
