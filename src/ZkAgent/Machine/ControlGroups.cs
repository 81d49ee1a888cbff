namespace ZkAgent.Machine;

/// <summary>The directory of our own control group that accounts for memory, and those above it.</summary>
/// <param name="Version">2, or 1: the files in it have other names.</param>
/// <param name="Directories">Our own group first, the mount's root last. Each of them binds us.</param>
internal sealed record ControlGroup(int Version, IReadOnlyList<string> Directories);

/// <summary>Finds our own control groups, of either version and of both at once.</summary>
internal static class ControlGroups
{
    /// <summary>
    /// /proc/self/cgroup has lines "0::/path" (version 2) and "9:memory:/path" (version 1). Inside a container without a namespace of its
    /// own the path is the host's, while the mount shows the container's group as its root: so the root is one of the directories, and
    /// those before it may not exist.
    /// </summary>
    /// <param name="root">The root of the file system; another one in tests.</param>
    public static IEnumerable<ControlGroup> OfMemory(string root)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(Path.Combine(root, "proc/self/cgroup"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            yield break;
        }

        foreach (var parts in lines.Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3))
        {
            if (parts is ["0", "", _]) yield return new(2, Chain(Path.Combine(root, "sys/fs/cgroup"), parts[2]));
            else if (parts[1].Split(',').Contains("memory")) yield return new(1, Chain(Path.Combine(root, "sys/fs/cgroup/memory"), parts[2]));
        }
    }

    private static List<string> Chain(string mount, string path)
    {
        var chain = new List<string>();
        for (var group = path.Trim('/'); group.Length > 0; group = group[..Math.Max(0, group.LastIndexOf('/'))])
            chain.Add(Path.Combine(mount, group));
        chain.Add(mount);
        return chain;
    }
}
