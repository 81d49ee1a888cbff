using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;
using ZkAgent.Core.Tests;

namespace ZkAgent.Tests.Publishing;

/// <summary>A release takes minutes, so docker/release.sh refuses a wrong call before it does anything, in one line.</summary>
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
    public Task A_file_is_no_directory() => Refused(1, Path.Combine(Repository.Root, "README.md"), "expected an empty directory");

    [Fact]
    public async Task A_registry_that_does_not_answer_is_named_with_its_address()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var free = ((IPEndPoint)port.LocalEndpoint).Port;
        port.Stop();
        await Refused(1, $"NEW --push 127.0.0.1:{free}/zookeeper --plain-http", $"cannot push to 127.0.0.1:{free}: expected a registry at http://127.0.0.1:{free}/v2/");
    }

    /// <param name="exitCode">What it ends with.</param>
    /// <param name="arguments">Separated by spaces; NEW is a directory that does not exist.</param>
    /// <param name="reason">A part of the only line that it prints.</param>
    private static async Task Refused(int exitCode, string arguments, string reason)
    {
        var directory = Path.Combine(Path.GetTempPath(), $"zkagent-release-{Guid.NewGuid():N}");
        try
        {
            var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "NEW" ? directory : word);
            using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "docker/release.sh"), .. words])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

            Assert.Equal("", await output);
            Assert.Contains(reason, Assert.Single((await error).TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
            Assert.Equal(exitCode, process.ExitCode);
        }
        finally
        {
            if (Directory.Exists(directory)) Directory.Delete(directory);
        }
    }
}
