using System.Text.RegularExpressions;
using Xunit;

namespace ZkAgent.Tests.Files;

/// <summary>What a process asked of the kernel, in order, as strace(1) wrote it.</summary>
internal sealed partial class SystemCalls(IReadOnlyList<string> lines)
{
    private const string Watched = "trace=mkdir,mkdirat,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,execve";

    /// <summary>The command that writes a trace of another one; with paths in the place of descriptors.</summary>
    public static string[] Tracer(string output)
    {
        Assert.True(File.Exists("/usr/bin/strace"), "cannot trace system calls: strace is missing (Debian: apt-get install strace)");
        return ["strace", "-f", "-y", "-qq", "-s", "1000", "-e", Watched, "-o", output];
    }

    public static SystemCalls Read(string output) => new(File.ReadAllLines(output));

    /// <summary>A file was flushed under its temporary name, then renamed, then its directory was flushed.</summary>
    /// <returns>The place of the last of these calls.</returns>
    public int Lasts(string path, int after)
    {
        var flushed = Flushed(path + ".zkagent-new", after);
        var renamed = Find($"the rename to {path}", flushed, l => Renaming().Match(l) is { Success: true } m && m.Groups[2].Value == path);
        return Flushed(Path.GetDirectoryName(path)!, renamed);
    }

    /// <summary>A directory was made, then the one above it was flushed.</summary>
    public int IsMade(string directory, int after)
    {
        var made = Find($"mkdir of {directory}", after, l => Making().Match(l) is { Success: true } m && m.Groups[1].Value.TrimEnd('/') == directory);
        return Flushed(Path.GetDirectoryName(directory)!, made);
    }

    /// <summary>Something was renamed, then both directories were flushed, the new one first.</summary>
    public int Moved(string from, string to, int after)
    {
        var renamed = Find($"the rename of {from} to {to}", after, l => Renaming().Match(l) is { Success: true } m && (m.Groups[1].Value, m.Groups[2].Value) == (from, to));
        return Flushed(Path.GetDirectoryName(from)!, Flushed(Path.GetDirectoryName(to)!, renamed));
    }

    public int Removed(string path, int after)
    {
        var removed = Find($"unlink of {path}", after, l => Removing().Match(l) is { Success: true } m && m.Groups[1].Value == path);
        return Flushed(Path.GetDirectoryName(path)!, removed);
    }

    public int Executed(string path, int after) => Find($"execve of {path}", after, l => l.Contains($"execve(\"{path}\"", StringComparison.Ordinal));

    private int Flushed(string path, int after) => Find($"fsync of {path}", after, l => Flushing().Match(l) is { Success: true } m && m.Groups[1].Value == path);

    private int Find(string what, int after, Func<string, bool> wanted)
    {
        for (var i = after; i < lines.Count; i++)
        {
            if (wanted(lines[i])) return i + 1;
        }
        Assert.Fail($"after call {after} there was no {what}; the calls were:\n{string.Join('\n', lines)}");
        return -1;
    }

    [GeneratedRegex("""rename(?:at2?)?\((?:AT_FDCWD[^,]*, )?"([^"]*)", (?:AT_FDCWD[^,]*, )?"([^"]*)".*= 0$""")]
    private static partial Regex Renaming();

    [GeneratedRegex("""mkdir(?:at)?\((?:AT_FDCWD[^,]*, )?"([^"]*)".*= 0$""")]
    private static partial Regex Making();

    [GeneratedRegex("""unlink(?:at)?\((?:AT_FDCWD[^,]*, )?"([^"]*)".*= 0$""")]
    private static partial Regex Removing();

    /// <summary>The end of a call that another thread's stands in is on a line of its own.</summary>
    [GeneratedRegex("""(?:fsync|fdatasync)\(\d+<([^>]*)>(?:\)\s*= 0$| <unfinished)""")]
    private static partial Regex Flushing();
}
