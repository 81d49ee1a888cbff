namespace ZkAgent.Core.Settings;

/// <summary>Chooses the run directory where no setting names one.</summary>
public static class RunDirectory
{
    /// <summary>A file system in memory that container runtimes mount in every container, with a read-only root as well.</summary>
    public const string SharedMemory = "/dev/shm";

    /// <param name="configurationWritable">True where the configuration directory can hold files: then it is the run directory.</param>
    /// <param name="sharedMemoryWritable">True where <see cref="SharedMemory"/> can.</param>
    /// <param name="hostName">The host's name; with hostIPC, pods of one node share that file system.</param>
    /// <returns>The directory; null: the configuration directory.</returns>
    /// <remarks>Commands in the container have the same user and the same mounts, so they find the same directory.</remarks>
    public static string? InMemory(bool configurationWritable, bool sharedMemoryWritable, string hostName) =>
        !configurationWritable && sharedMemoryWritable ? $"{SharedMemory}/zkagent-{hostName}" : null;
}
