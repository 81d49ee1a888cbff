using System.Diagnostics;
using Xunit;

namespace ZkAgent.Tests.Publishing;

/// <summary>The binary for arm64, run by an emulator on the C library of Debian bullseye: what needs neither ZooKeeper nor another member.</summary>
public sealed class Arm64Tests
{
    [Fact]
    public async Task It_tells_its_version()
    {
        var (exitCode, text) = await Run([], "--version");
        Assert.True(exitCode == 0, text);
        Assert.StartsWith("zkagent ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_renders_the_same_files_as_the_binary_for_amd64()
    {
        var directory = Directory.CreateTempSubdirectory("zkagent-arm64-");
        try
        {
            string[] arguments = ["render", "--servers=1", "--myid=7", "--heap=512M"];
            var (arm, amd) = (directory.CreateSubdirectory("arm64"), directory.CreateSubdirectory("amd64"));
            var emulated = await Run([], [.. arguments, "--output", arm.FullName]);
            Assert.True(emulated.ExitCode == 0, emulated.Text);
            var native = await Start(new ProcessStartInfo(Required("ZKAGENT_BINARY"), [.. arguments, "--output", amd.FullName]));
            Assert.True(native.ExitCode == 0, native.Text);

            Assert.Equal(Contents(amd), Contents(arm));
            Assert.Contains(Contents(arm), file => file.Name == "zoo.cfg");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task It_explains_settings_and_refuses_wrong_ones()
    {
        var right = await Run(new() { ["ZK_REPLICAS"] = "1", ["ZK_MYID"] = "7" }, "explain");
        Assert.True(right.ExitCode == 0, right.Text);
        Assert.Matches("(?m)^ZK_REPLICAS +1 +ZK_REPLICAS$", right.Text);

        var wrong = await Run(new() { ["ZK_REPLICAS"] = "1", ["ZK_MYID"] = "7", ["ZK_TICK_TIME"] = "soon" }, "explain");
        Assert.Equal(78, wrong.ExitCode);
        Assert.Contains("ZK_TICK_TIME", wrong.Text, StringComparison.Ordinal);
    }

    /// <remarks>The probe ends before the runtime starts: the linker wraps main, and for each processor in its own way.</remarks>
    [Fact]
    public async Task Its_probe_says_no_where_nothing_listens()
    {
        using var port = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        port.Start();
        var free = ((System.Net.IPEndPoint)port.LocalEndpoint).Port;
        port.Stop();
        var (exitCode, text) = await Run(new() { ["ZK_CLIENT_PORT"] = $"{free}" }, "ok");
        Assert.Equal(1, exitCode);
        Assert.Equal($"cannot get imok from ZooKeeper on port {free}: connection refused\n", text);
    }

    private static IEnumerable<(string Name, string Text)> Contents(DirectoryInfo directory) =>
        directory.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => (file.Name, File.ReadAllText(file.FullName).Replace(directory.FullName, "", StringComparison.Ordinal)));

    private static Task<(int ExitCode, string Text)> Run(Dictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("qemu-aarch64-static", ["-L", Required("ZKAGENT_ARM64_ROOT"), Required("ZKAGENT_ARM64_BINARY"), .. arguments]);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return Start(start);
    }

    private static string Required(string variable) => Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"cannot test without {variable}: tests/run.sh publishes the binaries and sets it");

    private static async Task<(int ExitCode, string Text)> Start(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
