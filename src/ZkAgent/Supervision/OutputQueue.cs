using System.Buffers;
using System.Globalization;
using ZkAgent.Core.Logging;

namespace ZkAgent.Supervision;

/// <summary>Writes records to an output on a thread of its own. An output that is not read delays only that thread.</summary>
internal sealed class OutputQueue
{
    /// <summary>Of JSON that waits to be written; more is left out.</summary>
    public const int MostBytes = 1024 * 1024;

    private readonly object _access = new();
    private readonly Thread _writer;
    private readonly Stream _output;
    private readonly TimeProvider _time;
    private ArrayBufferWriter<byte> _waiting = new();
    private ArrayBufferWriter<byte> _writing = new();
    private long _leftOut;
    private bool _ends;

    public OutputQueue(Stream output, TimeProvider time)
    {
        (_output, _time) = (output, time);
        _writer = new(Write) { IsBackground = true, Name = "log output" };
        _writer.Start();
    }

    /// <summary>Never waits.</summary>
    public void Add(LogRecord record)
    {
        lock (_access)
        {
            if (_waiting.WrittenCount < MostBytes) record.WriteTo(_waiting);
            else _leftOut++;
            Monitor.Pulse(_access);
        }
    }

    /// <summary>Awaits that everything is written.</summary>
    public void Finish(TimeSpan limit)
    {
        lock (_access)
        {
            _ends = true;
            Monitor.Pulse(_access);
        }
        _writer.Join(limit);
    }

    private void Write()
    {
        while (Take() is { WrittenCount: > 0 } taken)
        {
            try
            {
                _output.Write(taken.WrittenSpan);
                _output.Flush();
            }
            catch (IOException)
            {
                // The container's output is closed: there is no place left for a log.
            }
        }
    }

    /// <summary>Awaits records; nothing is in the answer at the end.</summary>
    private ArrayBufferWriter<byte> Take()
    {
        lock (_access)
        {
            while (_waiting.WrittenCount == 0 && _leftOut == 0 && !_ends) Monitor.Wait(_access);
            if (_leftOut > 0)
            {
                var sentence = string.Create(CultureInfo.InvariantCulture, $"{_leftOut} records of ZooKeeper's log were left out here, because the container's output was not read");
                var record = new LogRecord(LogRecord.Format(_time.GetLocalNow()), sentence) { Level = "WARN", Logger = "zkagent" };
                record.WriteTo(_waiting);
                _leftOut = 0;
            }
            (_waiting, _writing) = (_writing, _waiting);
            _waiting.ResetWrittenCount();
            return _writing;
        }
    }
}
