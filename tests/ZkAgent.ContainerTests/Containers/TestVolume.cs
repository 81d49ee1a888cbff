using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Volumes;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ZkAgent.ContainerTests.Containers;

/// <summary>Volumes, which outlive the containers that mount them, and what tests do to their files.</summary>
internal static class TestVolume
{
    private static readonly TimeSpan s_scriptLimit = TimeSpan.FromMinutes(2);

    public static async Task<IVolume> Create()
    {
        var volume = new VolumeBuilder().WithLogger(NullLogger.Instance).Build();
        await volume.CreateAsync(TestContext.Current.CancellationToken);
        return volume;
    }

    /// <summary>Runs a script of bash as root, with the volume at /volume.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="script">The script.</param>
    /// <param name="other">Another volume at /other; null: none.</param>
    /// <returns>What it printed.</returns>
    public static async Task<string> Shell(this IVolume volume, string script, IVolume? other = null)
    {
        var builder = new MemberBuilder("shell", TestImages.Base).WithUser("0").WithShell("bash", script).WithVolumeMount(volume, "/volume");
        await using var shell = (other is null ? builder : builder.WithVolumeMount(other, "/other")).Build();
        await shell.StartAsync(TestContext.Current.CancellationToken);
        var exitCode = await shell.WaitForExit(s_scriptLimit);
        var (output, error) = await shell.GetLogsAsync(timestampsEnabled: false, ct: TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, $"on a volume, {script} ended with {exitCode}: {output}{error}");
        return output.Trim();
    }
}
