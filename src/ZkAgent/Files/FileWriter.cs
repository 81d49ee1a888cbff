using System.Text;
using ZkAgent.Core.Rendering;
using ZkAgent.Native;

namespace ZkAgent.Files;

/// <summary>
/// The only writer of files: it writes a temporary file in the same directory and renames it over the target, so a file is never partial.
/// For a durable file it flushes the content before the rename and the directory after it.
/// </summary>
internal static class FileWriter
{
    /// <summary>True when the file was written; false when it already had this text and these permissions.</summary>
    /// <exception cref="IOException">The directory can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public static bool Write(RenderedFile file)
    {
        var content = Encoding.UTF8.GetBytes(file.Text);
        if (!IsCurrent(file, content))
        {
            Write(file.Path, content, file.Mode, file.Lasting);
            return true;
        }
        // An earlier process may have been killed between its rename and its flush.
        if (file.Lasting) DurableFiles.Flush(file.Path);
        return false;
    }

    private static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode, bool lasting)
    {
        // The name is fixed, so that a later copy overwrites the rest of a crashed one.
        var temporary = path + ".zkagent-new";
        File.Delete(temporary);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode };
            using (var stream = new FileStream(temporary, options))
            {
                // The umask may have removed bits from the mode at creation.
                File.SetUnixFileMode(stream.SafeFileHandle, mode);
                stream.Write(content);
                stream.Flush(flushToDisk: lasting);
            }
            File.Move(temporary, path, overwrite: true);
            if (lasting) DirectoryFlush.Flush(Path.GetDirectoryName(path)!);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <summary>True for a file that begins with the header of a generated file.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static bool IsOurs(string path)
    {
        using var reader = new StreamReader(path);
        var start = new char[ZooCfg.Header.Length];
        return ConfigurationFiles.IsOurs(new(start, 0, reader.ReadBlock(start)));
    }

    /// <summary>Compares bytes: text would hide a byte order mark, which ZooKeeper cannot read.</summary>
    private static bool IsCurrent(RenderedFile file, byte[] content)
    {
        try
        {
            var found = new FileInfo(file.Path);
            return found.Exists && found.LinkTarget is null && found.UnixFileMode == file.Mode
                && found.Length == content.Length && File.ReadAllBytes(file.Path).AsSpan().SequenceEqual(content);
        }
        // An unreadable file can still be replaced: only the directory's permission counts.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return false; }
    }

    private static void TryDelete(string path)
    {
        try { File.Delete(path); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { /* the first failure is the one to tell */ }
    }
}
