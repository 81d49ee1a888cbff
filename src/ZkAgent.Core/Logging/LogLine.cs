namespace ZkAgent.Core.Logging;

/// <summary>The line of ZooKeeper's log with fields that a record is read from.</summary>
public static class LogLine
{
    /// <summary>
    /// The pattern for logback and log4j 1: time, level, server id, thread, class and line, message, separated by tabs. The message is the last field,
    /// so a tab in it separates nothing. XML 1.0 has no character that separates better.
    /// </summary>
    public const string Pattern = @"%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}\t%p\t%X{myid}\t%t\t%C{1}@%L\t%m%n";

    private const string Shape = "0000-00-00T00:00:00.000";

    private static readonly string[] s_levels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

    /// <summary>The record that a line begins; null where it is no line of that pattern.</summary>
    public static LogRecord? Parse(string line)
    {
        var fields = line.Split('\t', 6);
        return fields.Length == 6 && IsTime(fields[0]) && s_levels.Contains(fields[1])
            ? new(fields[0], fields[5]) { Level = fields[1], MyId = fields[2], Thread = fields[3], Logger = fields[4] }
            : null;
    }

    private static bool IsTime(string text)
    {
        // The offset follows: Z or +00:00.
        if (text.Length is < 24 or > 29) return false;
        for (var i = 0; i < Shape.Length; i++)
            if (Shape[i] == '0' ? !char.IsAsciiDigit(text[i]) : text[i] != Shape[i]) return false;
        return true;
    }
}
