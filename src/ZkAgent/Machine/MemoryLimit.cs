using System.Globalization;

namespace ZkAgent.Machine;

/// <summary>Reads the memory limit of our own control group, version 2 or 1.</summary>
/// <param name="root">"/" but in tests.</param>
internal sealed class MemoryLimit(string root = "/")
{
    /// <summary>The limit in bytes; null where nothing limits memory below what the machine has.</summary>
    public long? Read()
    {
        var machine = Machine();
        var limits = Candidates().Select(ReadNumber).OfType<long>().Where(l => l > 0 && (machine is null || l < machine));
        return limits.DefaultIfEmpty(long.MaxValue).Min() is var least and < long.MaxValue ? least : null;
    }

    /// <summary>Every file that may hold a limit for us: our group's and its parents', since each of them binds.</summary>
    private IEnumerable<string> Candidates() => ControlGroups.OfMemory(root).SelectMany(group =>
        group.Directories.Select(directory => Path.Combine(directory, group.Version == 2 ? "memory.max" : "memory.limit_in_bytes")));

    private long? Machine()
    {
        foreach (var line in Lines("proc/meminfo"))
            if (line.StartsWith("MemTotal:", StringComparison.Ordinal) && long.TryParse(line["MemTotal:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture, out var kilobytes))
                return kilobytes * 1024;
        return null;
    }

    private string[] Lines(string path)
    {
        try { return File.ReadAllLines(Path.Combine(root, path)); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return []; }
    }

    private static long? ReadNumber(string path)
    {
        try { return long.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null; }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return null; }
    }
}
