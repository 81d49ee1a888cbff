using ZkAgent.Core.Logging;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Rendering;

/// <summary>Renders the log configuration: everything to the console, at one level.</summary>
/// <remarks>One file for each library that ZooKeeper was ever packaged with: which one is there is the packager's choice, and each reads its own file only.</remarks>
public static class LogConfiguration
{
    private const string QuorumLogger = "org.apache.zookeeper.server.quorum";

    /// <param name="settings">Level and directories.</param>
    /// <param name="path">Where it is written.</param>
    public static RenderedFile Logback(AgentSettings settings, string path) =>
        new(path, LogbackText(settings.ZooKeeper.LogLevel, Pattern(settings), QuorumLog.PathIn(settings) is { } file ? LogbackQuorum(file) : ""));

    /// <param name="settings">Level and directories.</param>
    /// <param name="path">Where it is written.</param>
    public static RenderedFile Log4J(AgentSettings settings, string path) =>
        new(path, Log4JText(settings.ZooKeeper.LogLevel, Pattern(settings)) + (QuorumLog.PathIn(settings) is { } file ? Log4JQuorum(file) : ""));

    /// <summary>The agent reads the lines of the second one; both files take the two characters \t for a tab.</summary>
    private static string Pattern(AgentSettings settings) =>
        settings.LogFormat == LogFormat.Text ? "%d{ISO8601} [myid:%X{myid}] - %-5p [%t:%C{1}@%L] - %m%n" : LogLine.Pattern;

    private static string LogbackText(string level, string pattern, string quorum) => $$"""
        <!-- Written by zkagent at every start: change {{SettingCatalog.LogLevel.Name}}, not this file. -->
        <configuration>
          <appender name="CONSOLE" class="ch.qos.logback.core.ConsoleAppender">
            <encoder>
              <pattern>{{pattern}}</pattern>
            </encoder>
          </appender>
          <root level="{{level}}">
            <appender-ref ref="CONSOLE"/>
          </root>
        {{quorum}}</configuration>

        """;

    private static string Log4JText(string level, string pattern) => $$"""
        {{ZooCfg.Header.TrimEnd('\n')}}
        log4j.rootLogger={{level}}, CONSOLE
        log4j.appender.CONSOLE=org.apache.log4j.ConsoleAppender
        log4j.appender.CONSOLE.Threshold={{level}}
        log4j.appender.CONSOLE.layout=org.apache.log4j.PatternLayout
        log4j.appender.CONSOLE.layout.ConversionPattern={{pattern}}

        """;

    /// <summary>Two files of 64 KB at most: the directory may be in memory.</summary>
    private static string LogbackQuorum(string file) => $$"""
          <appender name="QUORUM" class="ch.qos.logback.core.rolling.RollingFileAppender">
            <file>{{file}}</file>
            <filter class="ch.qos.logback.classic.filter.ThresholdFilter">
              <level>WARN</level>
            </filter>
            <rollingPolicy class="ch.qos.logback.core.rolling.FixedWindowRollingPolicy">
              <fileNamePattern>{{file}}.%i</fileNamePattern>
              <minIndex>1</minIndex>
              <maxIndex>1</maxIndex>
            </rollingPolicy>
            <triggeringPolicy class="ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy">
              <maxFileSize>64KB</maxFileSize>
            </triggeringPolicy>
            <encoder>
              <pattern>%m%n</pattern>
            </encoder>
          </appender>
          <logger name="{{QuorumLogger}}">
            <appender-ref ref="QUORUM"/>
          </logger>

        """;

    private static string Log4JQuorum(string file) => $"""
        log4j.logger.{QuorumLogger}=, QUORUM
        log4j.appender.QUORUM=org.apache.log4j.RollingFileAppender
        log4j.appender.QUORUM.File={file}
        log4j.appender.QUORUM.MaxFileSize=64KB
        log4j.appender.QUORUM.MaxBackupIndex=1
        log4j.appender.QUORUM.Threshold=WARN
        log4j.appender.QUORUM.layout=org.apache.log4j.PatternLayout
        log4j.appender.QUORUM.layout.ConversionPattern=%m%n

        """;
}
