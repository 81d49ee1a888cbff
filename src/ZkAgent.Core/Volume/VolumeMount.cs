using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Volume;

/// <summary>Recognises a data directory that does not outlive its container or its pod, by what the kernel says of its mount.</summary>
public static class VolumeMount
{
    /// <summary>What a user should know; null where the directory lies on a volume of its own.</summary>
    /// <param name="mountInfo">The text of /proc/self/mountinfo (proc(5)).</param>
    /// <param name="directory">An absolute path.</param>
    /// <param name="setting">The setting that names it.</param>
    public static string? Warn(string mountInfo, string directory, Setting setting)
    {
        if (Of(mountInfo, directory) is not { } mount) return null;
        const string Fix = "give the StatefulSet a volumeClaimTemplate and mount it there";
        if (mount.Point == "/" || mount.Type == "overlay")
            return $"{directory} ({setting.Name}) is on the container's own file system: the data is gone when the container is; {Fix}";
        if (mount.Root.Contains("/volumes/kubernetes.io~empty-dir/", StringComparison.Ordinal) || mount.Type == "tmpfs")
            return $"{directory} ({setting.Name}) is {(mount.Type == "tmpfs" ? "in memory" : "an emptyDir")}: the data is gone when the pod is; {Fix}";
        return null;
    }

    /// <summary>True for a directory in memory (tmpfs): what is written there is on no disk.</summary>
    /// <param name="mountInfo">As above.</param>
    /// <param name="directory">An absolute path.</param>
    public static bool IsInMemory(string mountInfo, string directory) => Of(mountInfo, directory)?.Type == "tmpfs";

    /// <summary>True where two directories are within one mount.</summary>
    /// <param name="mountInfo">As above.</param>
    /// <param name="directory">An absolute path.</param>
    /// <param name="other">The other one.</param>
    public static bool IsSameMount(string mountInfo, string directory, string other) => Of(mountInfo, directory) is { } mount && mount == Of(mountInfo, other);

    /// <summary>True where the mounts of two directories are of one device.</summary>
    /// <inheritdoc cref="IsSameMount"/>
    public static bool IsSameDevice(string mountInfo, string directory, string other) => Of(mountInfo, directory) is { } mount && mount.Device == Of(mountInfo, other)?.Device;

    /// <summary>Every mount point.</summary>
    /// <param name="mountInfo">As above.</param>
    public static IReadOnlySet<string> Points(string mountInfo) => mountInfo.Split('\n').Select(Parse).OfType<Mount>().Select(m => m.Point).ToHashSet(StringComparer.Ordinal);

    private static Mount? Of(string mountInfo, string directory) =>
        mountInfo.Split('\n').Select(Parse).OfType<Mount>().Where(m => Holds(m.Point, directory)).MaxBy(m => m.Point.Length);

    private static bool Holds(string point, string directory) =>
        point == "/" || directory == point || directory.StartsWith(point + "/", StringComparison.Ordinal);

    // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
    private static Mount? Parse(string line)
    {
        var fields = line.Split(' ');
        var dash = Array.IndexOf(fields, "-");
        return fields.Length > 6 && dash > 5 && dash + 1 < fields.Length ? new(fields[2], fields[3], fields[4], fields[dash + 1]) : null;
    }

    private sealed record Mount(string Device, string Root, string Point, string Type);
}
