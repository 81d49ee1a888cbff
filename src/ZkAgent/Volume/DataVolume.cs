using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Files;
using ZkAgent.Native;

namespace ZkAgent.Volume;

/// <summary>Inspects ZooKeeper's data directories, and creates the missing ones.</summary>
internal static class DataVolume
{
    private const string WriteTest = ".zkagent-write-test";

    /// <summary>Creates a directory if it is missing and writes to it. Returns null if that works, else the problem and the fix.</summary>
    public static string? CheckWritable(string directory, Setting setting)
    {
        var test = Path.Combine(directory, WriteTest);
        try
        {
            DurableFiles.MakeDirectory(directory);
            using (var stream = new FileStream(test, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose))
            {
                // A full volume still makes empty files.
                stream.WriteByte(0);
                stream.Flush(flushToDisk: true);
            }
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot write to {directory} ({setting.Name}): {Reason(e)}";
        }
    }

    /// <summary>True when a snapshot or a transaction log is there.</summary>
    public static bool HasData(DirectorySettings directories) =>
        HasFile(directories.Data, "snapshot.*") || HasFile(directories.DataLog, "log.*")
        || HasFile(directories.Data, "log.*") || HasFile(directories.DataLog, "snapshot.*");

    private static bool HasFile(string directory, string pattern)
    {
        var version = Path.Combine(directory, DataFileName.Directory);
        return Directory.Exists(version) && Directory.EnumerateFiles(version, pattern).Any();
    }

    internal static string Reason(Exception e)
    {
        var message = e.Message.TrimEnd('.');
        if (message.Contains("No space left", StringComparison.Ordinal))
            return $"{message}; the volume is full: enlarge its claim, or remove old snapshots and logs with zkCleanup.sh";
        if (message.Contains("Read-only file system", StringComparison.Ordinal))
            return $"{message}; mount a writable volume there";
        // Its number: in a container a user seldom has a name, and runAsUser is a number, too.
        return e is UnauthorizedAccessException
            ? $"{message}; the agent runs as user {LibC.EffectiveUser()} and never changes a file's owner: set securityContext.fsGroup in the pod spec"
            : $"{message}; mount a writable volume there";
    }
}
