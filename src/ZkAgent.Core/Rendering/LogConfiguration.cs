using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Rendering;

/// <summary>Renders the log configuration: everything to the console, at one level.</summary>
/// <remarks>One file for each library that ZooKeeper was ever packaged with: which one is there is the packager's choice, and each reads its own file only.</remarks>
public static class LogConfiguration
{
    public static RenderedFile Logback(DirectorySettings directories, string level) =>
        new($"{directories.Configuration}/logback.xml", LogbackText(level));

    public static RenderedFile Log4J(DirectorySettings directories, string level) =>
        new($"{directories.Configuration}/log4j.properties", Log4JText(level));

    private static string LogbackText(string level) => $$"""
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

    private static string Log4JText(string level) => $$"""
        {{ZooCfg.Header.TrimEnd('\n')}}
        log4j.rootLogger={{level}}, CONSOLE
        log4j.appender.CONSOLE=org.apache.log4j.ConsoleAppender
        log4j.appender.CONSOLE.Threshold={{level}}
        log4j.appender.CONSOLE.layout=org.apache.log4j.PatternLayout
        log4j.appender.CONSOLE.layout.ConversionPattern=%d{ISO8601} [myid:%X{myid}] - %-5p [%t:%C{1}@%L] - %m%n

        """;
}
