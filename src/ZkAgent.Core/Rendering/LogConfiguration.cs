using ZkAgent.Core.Launch;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Rendering;

/// <summary>The logging library that a ZooKeeper release logs through.</summary>
public enum LogLibrary
{
    /// <summary>3.8 and later.</summary>
    Logback,

    /// <summary>3.7 and earlier.</summary>
    Log4J,
}

/// <summary>Renders the log configuration: everything to the console, at one level.</summary>
public static class LogConfiguration
{
    public static RenderedFile Render(DirectorySettings directories, string level, LogLibrary library) => library == LogLibrary.Logback
        ? new($"{directories.Configuration}/logback.xml", Logback(level))
        : new($"{directories.Configuration}/log4j.properties", Log4J(level));

    /// <summary>Which library a version logs through; an unknown version is taken for a current one.</summary>
    public static LogLibrary LibraryOf(ZooKeeperVersion? zooKeeper) =>
        zooKeeper < ZooKeeperVersion.FirstWithLogback ? LogLibrary.Log4J : LogLibrary.Logback;

    private static string Logback(string level) => $$"""
        <!-- Written by zkagent at every start: change {{SettingCatalog.LogLevel.Name}}, not this file. -->
        <configuration>
          <appender name="CONSOLE" class="ch.qos.logback.core.ConsoleAppender">
            <encoder>
              <pattern>%d{ISO8601} [myid:%X{myid}] - %-5p [%t:%C{1}@%L] - %m%n</pattern>
            </encoder>
          </appender>
          <root level="{{level}}">
            <appender-ref ref="CONSOLE"/>
          </root>
        </configuration>

        """;

    private static string Log4J(string level) => $$"""
        {{ZooCfg.Header.TrimEnd('\n')}}
        log4j.rootLogger={{level}}, CONSOLE
        log4j.appender.CONSOLE=org.apache.log4j.ConsoleAppender
        log4j.appender.CONSOLE.Threshold={{level}}
        log4j.appender.CONSOLE.layout=org.apache.log4j.PatternLayout
        log4j.appender.CONSOLE.layout.ConversionPattern=%d{ISO8601} [myid:%X{myid}] - %-5p [%t:%C{1}@%L] - %m%n

        """;
}
