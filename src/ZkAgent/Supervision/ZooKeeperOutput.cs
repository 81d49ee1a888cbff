using ZkAgent.Core.Logging;
using ZkAgent.Core.Settings;
using ZkAgent.Native;

namespace ZkAgent.Supervision;

/// <summary>What ZooKeeper writes to stdout and stderr: inherited as text, or read by the agent and written as JSON.</summary>
/// <remarks>
/// With JSON ZooKeeper writes to a pipe. One thread reads it and never waits for the container's output, so ZooKeeper never waits either: it writes its
/// log in the threads that serve. Another thread writes. If the container's output is not read, records are left out and counted.
/// </remarks>
internal sealed unsafe class ZooKeeperOutput
{
    /// <summary>close-on-exec: a child gets only its copies.</summary>
    private const int CloseOnExec = 0x80000;

    /// <summary>struct pollfd: POLLIN above the descriptor.</summary>
    private const ulong Readable = 1UL << 32;

    /// <summary>A record ends when nothing came for so long. The lines of one record come together.</summary>
    private const int PauseMilliseconds = 100;

    private const int Room = 64 * 1024;

    private readonly TimeProvider _time;
    private readonly OutputQueue? _queue;
    private readonly Thread? _reader;
    private int _writeEnd = -1;

    /// <param name="format">Text: nothing is read, and there is no descriptor.</param>
    /// <param name="output">The container's output.</param>
    /// <param name="time">The clock for lines that have no time.</param>
    public ZooKeeperOutput(LogFormat format, Stream output, TimeProvider time)
    {
        _time = time;
        if (format == LogFormat.Text) return;
        var ends = stackalloc int[2];
        if (LibC.Pipe(ends, CloseOnExec) != 0) throw new InvalidOperationException("cannot make a pipe for ZooKeeper's log: no file descriptor is free");
        var readEnd = ends[0];
        _writeEnd = ends[1];
        _queue = new(output, time);
        _reader = new(() => Read(readEnd)) { IsBackground = true, Name = "zookeeper log" };
        _reader.Start();
    }

    /// <summary>What ZooKeeper gets as stdout and stderr; null: the agent's own.</summary>
    public int? Descriptor => _writeEnd < 0 ? null : _writeEnd;

    /// <summary>Awaits that everything is written which ZooKeeper has written. ZooKeeper must have ended.</summary>
    public void Finish(TimeSpan limit)
    {
        if (_writeEnd < 0) return;
        LibC.Close(_writeEnd);
        _writeEnd = -1;
        _reader!.Join(limit);
        _queue!.Finish(limit);
    }

    private void Read(int descriptor)
    {
        var records = new LogRecordReader(_queue!.Add);
        var bytes = new byte[Room];
        while (true)
        {
            var polled = (uint)descriptor | Readable;
            // The kernel's wait, because no timer can end a read.
            if (records.HasRecord && LibC.Poll(&polled, 1, PauseMilliseconds) == 0)
            {
                records.Pause();
                continue;
            }
            nint length;
            fixed (byte* into = bytes) length = LibC.Read(descriptor, into, Room);
            if (length > 0) records.Add(bytes.AsSpan(0, (int)length), _time.GetLocalNow());
            else if (length == 0 || System.Runtime.InteropServices.Marshal.GetLastSystemError() != LibC.EINTR) break;
        }
        records.End(_time.GetLocalNow());
        LibC.Close(descriptor);
    }
}
