using Xunit;
using ZkAgent.Core.Tests;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>The table of docs/data-guard.md: what plain ZooKeeper loses in an accident.</summary>
internal static class AccidentTable
{
    /// <summary>The row says what was seen and nothing else, and something was lost.</summary>
    /// <param name="accident">The accident in the table's words.</param>
    /// <param name="story">What happened.</param>
    /// <param name="through">The member that is read from.</param>
    public static async Task HasRow(string accident, Story story, int through)
    {
        var lost = await story.Witness.Lost(through);
        Assert.NotEmpty(lost);
        var row = $"| {accident} | {lost.Count} of {story.Witness.Acknowledged} lost | none lost |";
        TestContext.Current.TestOutputHelper?.WriteLine(row);
        Assert.Contains(row, await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "data-guard.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
