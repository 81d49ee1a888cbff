using System.Text;
using ZkAgent.Core.Rendering;
using ZkAgent.Native;

namespace ZkAgent.Files;

/// <summary>
/// The one writer of files: each is written whole or not at all, a temporary file beside it that is renamed over it. What has to last is
/// flushed before the rename, and its directory after it.
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

    /// <summary>Copies a file whole, its permissions included, so that the copy lasts.</summary>
    /// <exception cref="IOException">The directory can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public static void Copy(string from, string to) => Write(to, File.ReadAllBytes(from), File.GetUnixFileMode(from), lasting: true);

    private static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode, bool lasting)
    {
        // Its name is fixed, so that what a crash leaves behind is overwritten and not collected.
        var temporary = path + ".zkagent-new";
        File.Delete(temporary);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode };
            using (var stream = new FileStream(temporary, options))
            {
                // The umask may have taken bits away from the mode that the file was made with.
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

    /// <summary>True for a file that begins as all of ours do.</summary>
    public static bool IsOurs(string path)
    {
        try { return File.Exists(path) && File.ReadAllText(path).StartsWith(ZooCfg.Header, StringComparison.Ordinal); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return false; }
    }

    /// <summary>Bytes are compared: text would hide a byte order mark, over which ZooKeeper stumbles.</summary>
    private static bool IsCurrent(RenderedFile file, byte[] content)
    {
        try
        {
            var found = new FileInfo(file.Path);
            return found.Exists && found.LinkTarget is null && found.UnixFileMode == file.Mode
                && found.Length == content.Length && File.ReadAllBytes(file.Path).AsSpan().SequenceEqual(content);
        }
        // What can't be read may still be replaced: that is the directory's permission.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return false; }
    }

    private static void TryDelete(string path)
    {
        try { File.Delete(path); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { /* the first failure is the one to tell */ }
    }
}
