using System.Diagnostics;
using Xunit;

namespace ZkAgent.Core.Tests.Metrics;

/// <summary>Prometheus' own opinion of a page in the text format.</summary>
internal static class Promtool
{
    /// <returns>What it complains about, a line each.</returns>
    public static async Task<string[]> ComplainsAsync(string page)
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
        await promtool.StandardInput.WriteAsync(page);
        promtool.StandardInput.Close();
        var said = promtool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complaints = await promtool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await promtool.WaitForExitAsync(TestContext.Current.CancellationToken);
        // 3: it could be read, and there is something to complain about.
        Assert.True(promtool.ExitCode is 0 or 3, $"promtool ended with {promtool.ExitCode}: {complaints}");
        return [.. (await said + complaints).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith("Metric ", StringComparison.Ordinal))];
    }
}
