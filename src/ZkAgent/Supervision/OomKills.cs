using System.Globalization;
using ZkAgent.Machine;

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

    // Our own group, or the mount's root where that is ours. A group between them counts the kills of our neighbours too.
    private IEnumerable<string> Files() => ControlGroups.OfMemory(root).SelectMany(group => ((string[])[group.Directories[0], group.Directories[^1]])
        .Select(directory => Path.Combine(directory, group.Version == 2 ? "memory.events" : "memory.oom_control")));
}
