using System.Text;
using ZkAgent.Core.Text;

namespace ZkAgent.Hosting;

/// <summary>Writes the container's termination message to the file that the kubelet reads. A failure never fails the run.</summary>
/// <param name="path">The file.</param>
internal sealed class TerminationLog(string path, TimeProvider time)
{
    /// <summary>How long a write may take. The stop waits for it, and the file may be on a volume that hangs.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<string?> _writing = Task.FromResult<string?>(null);


    /// <summary>In bytes; the kubelet shows no more than this.</summary>
    public const int MaxBytes = 4096;

    /// <summary>Replaces the earlier message. Returns why it could not, or null.</summary>
    public string? Write(string words)
    {
        lock (_lock)
        {
            // A thread of its own: a write that hangs must not block a thread that answers probes. And only one such thread.
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
            // In a pod the kubelet mounts the default file. Elsewhere it does not exist, and the agent must not create files in /dev.
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
