using System.Globalization;
using System.Runtime.InteropServices;

namespace ZkAgent.Host;

/// <summary>Gives back the pages of code and constants that only starting up has touched.</summary>
/// <remarks>
/// The kernel maps sixteen pages around each one that is touched, so after the start the whole program is resident. Given back, only
/// those return that are used, from the page cache, without the disk. It helps the idle agent; scraping brings nearly all of the code back.
/// </remarks>
internal static unsafe partial class StartupPages
{
    /// <summary>MADV_DONTNEED: on a private mapping of a file, unwritten pages are read again from the file.</summary>
    private const int DoNotNeed = 4;

    public static void GiveBack()
    {
        try
        {
            nuint from = 0, length = 0;
            var ofFile = false;
            foreach (var line in File.ReadLines("/proc/self/smaps"))
            {
                if (Mapping(line) is { } mapping) (from, length, ofFile) = mapping;
                // A page that was written since, as the dynamic linker does, is in no file: such a mapping stays whole.
                else if (ofFile && line.StartsWith("Anonymous:", StringComparison.Ordinal) && line.AsSpan("Anonymous:".Length).Trim() is "0 kB")
                    Advise((void*)from, length, DoNotNeed);
            }
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            // Nothing is given back, and nothing else changes.
        }
    }

    /// <summary>A mapping's first line, <c>00400000-00856000 r-xp 00000000 fe:01 123 /usr/local/bin/zkagent</c>; null for every other line.</summary>
    /// <returns>Where it is, how long, and whether it is a file's that can't be written through it.</returns>
    private static (nuint From, nuint Length, bool OfFile)? Mapping(string line)
    {
        var (dash, blank) = (line.IndexOf('-', StringComparison.Ordinal), line.IndexOf(' ', StringComparison.Ordinal));
        if (dash <= 0 || blank < dash
            || !ulong.TryParse(line.AsSpan(0, dash), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var from)
            || !ulong.TryParse(line.AsSpan((dash + 1)..blank), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var to)) return null;
        var permissions = line.AsSpan(blank + 1);
        return ((nuint)from, (nuint)(to - from), (permissions.StartsWith("r-xp") || permissions.StartsWith("r--p")) && line.Contains('/', StringComparison.Ordinal));
    }

    /// <remarks>Where it fails the pages stay, and nothing else changes.</remarks>
    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial void Advise(void* from, nuint length, int advice);
}
