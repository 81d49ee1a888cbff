using System.Diagnostics;
using Xunit;

namespace ZkAgent.Tests.Publishing;

/// <summary>The binary runs on the C library of Debian bullseye, GLIBC 2.31, as images of 2021 have it.</summary>
public sealed class OldLibraryTests
{
    [Fact]
    public async Task It_starts_renders_and_resolves_names()
    {
        var directory = Directory.CreateTempSubdirectory("zkagent-old-library-");
        try
        {
            var rendered = await Run("render", "--output", directory.FullName, "--servers=1", "--myid=7");
            Assert.True(rendered.ExitCode == 0, rendered.Both);
            Assert.Equal("7\n", await File.ReadAllTextAsync(Path.Combine(directory.FullName, "myid"), TestContext.Current.CancellationToken));

            // The resolver is the part of a C library that a binary from elsewhere trips over.
            var waited = await Run("wait", "--timeout", "1s", "no-such-host.invalid:2181");
            Assert.Equal(1, waited.ExitCode);
            Assert.Contains("does not resolve", waited.Both, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Both)> Run(params string[] arguments)
    {
        var root = Environment.GetEnvironmentVariable("ZKAGENT_OLD_ROOT") ?? throw new InvalidOperationException("cannot test without ZKAGENT_OLD_ROOT: tests/run.sh makes a bullseye root and sets it");
        var binary = Environment.GetEnvironmentVariable("ZKAGENT_BINARY") ?? throw new InvalidOperationException("cannot test without ZKAGENT_BINARY: tests/run.sh publishes the binary and sets it");
        // The loader of the old root with its libraries is that root, as far as a program can see, and needs no privilege.
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(root, "lib64/ld-linux-x86-64.so.2"),
            ["--library-path", $"{root}/lib/x86_64-linux-gnu:{root}/usr/lib/x86_64-linux-gnu", binary, .. arguments])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
