using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Rendering;

/// <summary>Renders java.env, which ZooKeeper's scripts source, for those who start ZooKeeper themselves after <c>render</c>.</summary>
public static class JavaEnv
{
    public static RenderedFile Render(AgentSettings settings, string path) => new(path,
        ZooCfg.Header
        + $"ZOO_LOG_DIR=\"{settings.Directories.Log}\"\n"
        + $"export JVMFLAGS=\"-Xms{settings.Jvm.Heap} -Xmx{settings.Jvm.Heap} $JVMFLAGS\"\n");
}
