using System.Globalization;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Logging;
using ZkAgent.Core.Settings;

namespace ZkAgent.Logging;

/// <summary>Writes the agent's log to standard error in the shape of ZooKeeper's own lines, so that one parser reads both, or as JSON.</summary>
/// <remarks>Standard output belongs to ZooKeeper. Anything from the libraries below a warning is left out.</remarks>
internal sealed class ContainerLog(TimeProvider time, TextWriter output) : ILoggerProvider, ILogger
{
    private readonly Lock _writing = new();

    /// <summary>Text until the settings are read.</summary>
    public LogFormat Format { get; set; }

    /// <summary>Our server id as ZooKeeper's lines show it; empty until it is known.</summary>
    public string MyId { get; set; } = "";

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("ZkAgent", StringComparison.Ordinal) ? this : new Quiet(this);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Write(logLevel, formatter(state, exception), exception);
    }

    public void Write(LogLevel level, string sentence, Exception? exception = null)
    {
        var word = level switch { LogLevel.Information => "INFO", LogLevel.Warning => "WARN", _ => "ERROR" };
        var now = time.GetLocalNow();
        var line = Format == LogFormat.Json
            ? new LogRecord(LogRecord.Format(now), sentence) { Level = word, MyId = MyId, Logger = "zkagent", StackTrace = exception?.ToString() }.ToJson()
            : string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd HH:mm:ss,fff} [myid:{MyId}] - {word,-5} [zkagent] - {sentence}{(exception is null ? "" : $"\n{exception}")}\n");
        lock (_writing)
        {
            output.Write(line);
            output.Flush();
        }
    }

    public void Dispose() { }

    /// <summary>The libraries' categories: warnings and worse.</summary>
    private sealed class Quiet(ContainerLog log) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) log.Write(logLevel, formatter(state, exception), exception);
        }
    }
}
