namespace ZkAgent.Core.Metrics;

/// <summary>Writes what ZooKeeper's files take on the disk.</summary>
internal static class DiskSection
{
    private static readonly (MetricFamily Family, Func<DirectoryFigures, long> Figure)[] PerDirectory =
    [
        (AgentFamilies.DirectoryBytes, d => d.Bytes),
        (AgentFamilies.FilesystemSize, d => d.FilesystemBytes),
        (AgentFamilies.FilesystemFree, d => d.FreeBytes),
        (AgentFamilies.FilesystemInodes, d => d.Inodes),
        (AgentFamilies.FilesystemInodesFree, d => d.FreeInodes),
    ];

    public static void Write(ExpositionWriter writer, DiskFigures disk, DateTimeOffset asked)
    {
        foreach (var (family, figure) in PerDirectory)
        {
            writer.Family(family);
            foreach (var directory in disk.Directories) writer.Sample().Label("directory", directory.Name).Value(figure(directory));
        }

        writer.One(AgentFamilies.Snapshots, disk.Snapshots);
        if (disk.NewestSnapshotAt is { } newest)
            writer.One(AgentFamilies.NewestSnapshotAge, Math.Max(0, Math.Round((asked - newest).TotalSeconds)));
        writer.One(AgentFamilies.TransactionLogs, disk.TransactionLogs);
        writer.One(AgentFamilies.TransactionLogGrowth, disk.LogGrowth);
    }
}
