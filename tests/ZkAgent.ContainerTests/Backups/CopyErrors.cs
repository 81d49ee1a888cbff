using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Backups;

/// <summary>What a backup says when it fails.</summary>
internal static class CopyErrors
{
    /// <summary>The lines, without the notes: a snapshot may just be written, or a purge may take a file, at any moment.</summary>
    public static IEnumerable<string> Of(CommandResult made) => made.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.Contains(" is passed over: ", StringComparison.Ordinal) && !line.Contains("begins again", StringComparison.Ordinal));
}
