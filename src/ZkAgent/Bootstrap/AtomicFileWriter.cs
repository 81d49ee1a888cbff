using System.Text;
using ZkAgent.Core.Rendering;

namespace ZkAgent.Bootstrap;

/// <summary>Writes a file whole or not at all: a temporary file beside it, renamed over it; flushed to the disk first where it has to last.</summary>
internal static class AtomicFileWriter
{
    /// <summary>True when the file was written; false when it already had this text and these permissions.</summary>
    /// <exception cref="IOException">The directory can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public static bool Write(RenderedFile file)
    {
        if (IsCurrent(file)) return false;
        // Its name is fixed, so that what a crash leaves behind is overwritten and not collected.
        var temporary = file.Path + ".zkagent-new";
        File.Delete(temporary);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = file.Mode };
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(Encoding.UTF8.GetBytes(file.Text));
                stream.Flush(flushToDisk: file.Lasting);
            }
            // The umask may have taken bits away from the mode that the file was made with.
            File.SetUnixFileMode(temporary, file.Mode);
            File.Move(temporary, file.Path, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
        return true;
    }

    /// <summary>True for a file that begins as all of ours do.</summary>
    public static bool IsOurs(string path)
    {
        try { return File.Exists(path) && File.ReadAllText(path).StartsWith(ZooCfg.Header, StringComparison.Ordinal); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return false; }
    }

    /// <summary>Bytes are compared: text would hide a byte order mark, over which ZooKeeper stumbles.</summary>
    private static bool IsCurrent(RenderedFile file)
    {
        try
        {
            var found = new FileInfo(file.Path);
            var bytes = Encoding.UTF8.GetBytes(file.Text);
            return found.Exists && found.LinkTarget is null && found.UnixFileMode == file.Mode
                && found.Length == bytes.Length && File.ReadAllBytes(file.Path).AsSpan().SequenceEqual(bytes);
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
