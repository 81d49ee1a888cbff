using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Rendering;

/// <summary>The files that ZooKeeper is started with.</summary>
public static class ConfigurationFiles
{
    private const string XmlHeader = "<!-- Written by zkagent at every start";

    /// <summary>Those that the agent writes.</summary>
    public static IReadOnlyList<RenderedFile> Of(AgentSettings settings, LocalMember local, bool guarded, ConfigurationPlaces places) =>
    [
        ZooCfg.Render(settings, local, guarded, places.ZooCfg, listApart: local.Pattern is not null),
        .. places.LogbackIsUsers ? [] : new[] { LogConfiguration.Logback(settings, places.Logback) },
        .. places.Log4JIsUsers ? [] : new[] { LogConfiguration.Log4J(settings, places.Log4J) },
        JavaSecurity.Render(places.JavaSecurity),
    ];

    /// <summary>True for the text of a file that the agent wrote, in this version or an earlier one.</summary>
    public static bool IsOurs(string text) => text.StartsWith(ZooCfg.Header, StringComparison.Ordinal) || text.StartsWith(XmlHeader, StringComparison.Ordinal);
}
