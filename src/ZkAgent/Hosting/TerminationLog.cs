using System.Text;
using ZkAgent.Core.Text;

namespace ZkAgent.Hosting;

/// <summary>Writes the container's last words where the kubelet reads them. Never fails the run.</summary>
/// <param name="path">The file.</param>
/// <param name="time">The clock.</param>
internal sealed class TerminationLog(string path, TimeProvider time)
{
    /// <summary>How long a write may take. The stop waits for it, and the file may be on a volume that hangs.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<string?> _writing = Task.FromResult<string?>(null);


    /// <summary>The kubelet shows no more than this.</summary>
    public const int MaxBytes = 4096;

    /// <summary>Replaces what was written before; returns why it could not, or null.</summary>
    public string? Write(string words)
    {
        lock (_lock)
        {
            // A thread of its own: one that hangs must not be one of those that answer probes. And one only.
            if (_writing.IsCompleted) _writing = Task.Factory.StartNew(() => WriteFile(words), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            try
            {
                return _writing.WaitAsync(Limit, time).GetAwaiter().GetResult();
            }
            catch (TimeoutException)
            {
                return $"cannot write the last words to {path} (ZK_TERMINATION_LOG): no answer for {DurationFormat.Duration(Limit)}";
            }
        }
    }

    private string? WriteFile(string words)
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
