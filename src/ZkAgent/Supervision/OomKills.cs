using System.Globalization;

namespace ZkAgent.Supervision;

/// <summary>Reads how often the kernel's OOM killer has struck in our own cgroup, of version 1 or 2.</summary>
/// <param name="root">The root of the file system; another one in tests.</param>
internal sealed class OomKills(string root = "/")
{
    /// <summary>The count, or null where the kernel does not tell.</summary>
    public long? Count()
    {
        foreach (var path in Files())
        {
            try
            {
                foreach (var line in File.ReadLines(path))
                {
                    if (line.StartsWith("oom_kill ", StringComparison.Ordinal)
                        && long.TryParse(line.AsSpan("oom_kill ".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                        return count;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Not this one.
            }
        }

        return null;
    }

    // /proc/self/cgroup has lines "0::/path" (v2) and "9:memory:/path" (v1). Inside a container without a cgroup namespace the path
    // is the host's, while the mount shows the container's own group as its root: so the root is looked at too.
    private IEnumerable<string> Files()
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(Path.Combine(root, "proc/self/cgroup"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            yield break;
        }

        foreach (var parts in lines.Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3))
        {
            var (mount, file) = parts[1].Split(',').Contains("memory") ? ("sys/fs/cgroup/memory", "memory.oom_control")
                : parts is ["0", "", _] ? ("sys/fs/cgroup", "memory.events")
                : default;
            if (mount is null) continue;
            yield return Path.Combine(root, mount, parts[2].Trim('/'), file);
            yield return Path.Combine(root, mount, file);
        }
    }
}
