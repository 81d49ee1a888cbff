using System.Net;
using System.Net.Sockets;
using Xunit;

namespace ZkAgent.Tests.Publishing;

/// <summary>A release takes minutes, so docker/release.sh refuses a wrong call before it does anything.</summary>
public sealed class ReleaseArgumentsTests
{
    [Theory]
    [InlineData("", "cannot make a release without a directory")]
    [InlineData("NEW --push", "cannot push to \"\": expected REGISTRY/REPOSITORY")]
    [InlineData("NEW --push zookeeper", "cannot push to \"zookeeper\"")]
    [InlineData("NEW --push zkagent/zookeeper", "cannot push to \"zkagent/zookeeper\"")]
    [InlineData("NEW --push registry.example/team/zookeeper:1.0", "without a tag")]
    [InlineData("NEW --push https://registry.example/zookeeper", "cannot push to \"https://registry.example/zookeeper\"")]
    [InlineData("NEW --plain-http", "cannot use --plain-http without --push")]
    [InlineData("NEW --arch arm64", "cannot use \"--arch\"")]
    [InlineData("NEW OTHER", "cannot make a release in two directories")]
    public Task A_wrong_call_is_refused_with_the_reason(string arguments, string reason) => Refused(64, arguments, reason);

    [Fact]
    public async Task A_directory_that_is_not_empty_stays_as_it_is()
    {
        var directory = Directory.CreateTempSubdirectory("zkagent-release-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "kept"), "", TestContext.Current.CancellationToken);
            await Refused(1, directory.FullName, $"cannot make a release in {directory.FullName}: expected an empty directory");
            Assert.Equal(["kept"], directory.EnumerateFileSystemInfos().Select(file => file.Name));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public Task A_file_is_no_directory() => Refused(1, "/etc/passwd", "expected an empty directory");

    [Fact]
    public Task A_registry_that_does_not_answer_is_named_with_its_address()
    {
        var free = FreePort();
        return Refused(1, $"NEW --push 127.0.0.1:{free}/zookeeper --plain-http", $"cannot push to 127.0.0.1:{free}: expected a registry at http://127.0.0.1:{free}/v2/");
    }

    [Fact]
    public async Task All_that_a_machine_lacks_is_said_at_once_and_the_directory_stays_empty()
    {
        string[] missing = ["dotnet", "skopeo", "mmdebstrap", "helm", "kubectl", "npm", "docker", "x86_64-linux-gnu-gcc", "aarch64-linux-gnu-gcc"];
        using var clone = await ReleaseClone.Make();
        await File.WriteAllTextAsync(Path.Combine(clone.Root, "uncommitted"), "", TestContext.Current.CancellationToken);
        var free = FreePort();
        // Without apt-get nothing is installed.
        var result = await clone.Release([clone.New, "--push", $"127.0.0.1:{free}/zookeeper", "--plain-http"],
            ("PATH", clone.PathOf(program => program != "apt-get" && !missing.Contains(program))), ("ZKAGENT_DEBIAN_MIRROR", "file:///nowhere"),
            ("DOCKER_HOST", "unix:///nowhere"), ("ZKAGENT_CACHE", clone.New));

        Assert.Collection(result.ErrorLines,
            line => Assert.StartsWith("cannot make a release of files that are in no commit", line, StringComparison.Ordinal),
            line => Assert.StartsWith("cannot build without the .NET SDK 10", line, StringComparison.Ordinal),
            line => Assert.StartsWith("cannot read the date of bullseye at file:///nowhere", line, StringComparison.Ordinal),
            line => Assert.StartsWith($"cannot push to 127.0.0.1:{free}: expected a registry", line, StringComparison.Ordinal),
            line =>
            {
                Assert.StartsWith("cannot continue without skopeo ", line, StringComparison.Ordinal);
                foreach (var package in (string[])["gcc-x86-64-linux-gnu", "gcc-aarch64-linux-gnu", "mmdebstrap"]) Assert.Contains(package, line, StringComparison.Ordinal);
            },
            line => Assert.StartsWith("cannot reach the Docker engine at unix:///nowhere", line, StringComparison.Ordinal),
            line => Assert.StartsWith("cannot render k8s/ without helm", line, StringComparison.Ordinal));
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Empty(Directory.EnumerateFileSystemEntries(clone.New));
    }

    [Fact]
    public async Task A_machine_whose_apt_has_no_mirror_of_Debian_is_told_which_variable_to_set()
    {
        using var clone = await ReleaseClone.Make();
        // A machine of another distribution: grep finds no such line in apt's files.
        var path = clone.PathOf(program => program != "grep" && program != "apt-get");
        await File.WriteAllTextAsync(Path.Combine(path, "grep"), "#!/bin/sh\nexit 1\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(Path.Combine(path, "grep"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var result = await clone.Release([clone.New], ("PATH", path), ("ZKAGENT_DEBIAN_MIRROR", ""), ("DOCKER_HOST", "unix:///nowhere"));
        Assert.Contains(result.ErrorLines, line => line.StartsWith("cannot choose a mirror for Debian's packages", StringComparison.Ordinal) && line.Contains("set ZKAGENT_DEBIAN_MIRROR", StringComparison.Ordinal));
    }

    private static int FreePort()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        return ((IPEndPoint)port.LocalEndpoint).Port;
    }

    /// <param name="exitCode">What it ends with; 64: it prints the reason and nothing else.</param>
    /// <param name="arguments">Separated by spaces; NEW is a directory that does not exist.</param>
    /// <param name="reason">A part of a line that it prints. A machine that lacks something gets a line for that, too.</param>
    private static async Task Refused(int exitCode, string arguments, string reason)
    {
        using var clone = await ReleaseClone.Make();
        var result = await clone.Release(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "NEW" ? clone.New : word));
        Assert.Contains(result.ErrorLines, line => line.Contains(reason, StringComparison.Ordinal));
        Assert.All(result.ErrorLines, line => Assert.StartsWith("cannot ", line, StringComparison.Ordinal));
        if (exitCode == 64) Assert.Single(result.ErrorLines);
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
    }
}
