using System.Formats.Tar;

namespace ZkAgent.Backups;

/// <summary>Reads files of a tar archive in place.</summary>
internal static class TarFiles
{
    /// <summary>Opens the entry whose last part is this name.</summary>
    /// <exception cref="IOException">There is none, or the archive can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The archive may not be read.</exception>
    public static Stream Open(string archive, string name)
    {
        var file = PlainFiles.Open(archive);
        try
        {
            // Entries lie one after the other: a file is found by their heads, without reading what is between.
            using var reader = new TarReader(file, leaveOpen: true);
            while (reader.GetNextEntry() is { } entry)
                if (Path.GetFileName(entry.Name) == name && entry.EntryType == TarEntryType.RegularFile) return new PartOfStream(file, entry.DataOffset, entry.Length);
            throw new FileNotFoundException($"cannot find {name} in {archive}");
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            file.Dispose();
            throw new IOException($"cannot read {archive} as a tar file: {e.Message.TrimEnd('.')}", e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
