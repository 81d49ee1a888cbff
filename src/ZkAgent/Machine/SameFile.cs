namespace ZkAgent.Machine;

/// <summary>Tells a copy of a file from another file.</summary>
internal static class SameFile
{
    /// <summary>True where both have the same bytes; false where one can't be read.</summary>
    public static bool Content(string one, string other)
    {
        try
        {
            using var first = File.OpenRead(one);
            using var second = File.OpenRead(other);
            if (first.Length != second.Length) return false;
            Span<byte> ours = stackalloc byte[4096], theirs = stackalloc byte[4096];
            while (first.ReadAtLeast(ours, ours.Length, throwOnEndOfStream: false) is > 0 and var read)
                if (second.ReadAtLeast(theirs, read, throwOnEndOfStream: false) < read || !ours[..read].SequenceEqual(theirs[..read])) return false;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
