using System.Text;

namespace ZkAgent.Supervision;

/// <summary>Writes the container's last words where the kubelet reads them. Never fails the run.</summary>
internal sealed class TerminationLog(string path)
{
    /// <summary>The kubelet shows no more than this.</summary>
    public const int MaxBytes = 4096;

    /// <summary>Replaces what was written before; returns why it could not, or null.</summary>
    public string? Write(string words)
    {
        try
        {
            // In a pod the default is a file that the kubelet mounts. Elsewhere it does not exist, and /dev is no place to make files in.
            var mode = path.StartsWith("/dev/", StringComparison.Ordinal) ? FileMode.Truncate : FileMode.Create;
            using var file = new FileStream(path, mode, FileAccess.Write);
            file.Write(Beginning(words));
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return $"cannot write the last words to {path} (ZK_TERMINATION_LOG): {exception.Message}";
        }
    }

    private static ReadOnlySpan<byte> Beginning(string words)
    {
        var bytes = Encoding.UTF8.GetBytes(words);
        if (bytes.Length <= MaxBytes) return bytes;
        var end = MaxBytes;
        // Not in the middle of a character.
        while ((bytes[end] & 0xc0) == 0x80) end--;
        return bytes.AsSpan(0, end);
    }
}
