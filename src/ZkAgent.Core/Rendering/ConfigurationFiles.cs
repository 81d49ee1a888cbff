using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Rendering;

/// <summary>The files that ZooKeeper is started with.</summary>
public static class ConfigurationFiles
{
    public static IReadOnlyList<RenderedFile> Of(AgentSettings settings, LocalMember local, bool guarded) =>
    [
        ZooCfg.Render(settings, local, guarded),
        LogConfiguration.Logback(settings),
        LogConfiguration.Log4J(settings),
        JavaSecurity.Render(settings.Directories),
    ];
}
