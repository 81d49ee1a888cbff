using ZkAgent.Core.Sasl;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Launch;

/// <summary>The JVM flags that name the JAAS file.</summary>
public static class LoginConfiguration
{
    /// <summary>Flags of the settings; none without authentication.</summary>
    public static IReadOnlyList<string> Flags(AgentSettings settings)
    {
        if (!SaslNeeds.Of(settings).Any) return [];
        return settings.Security.JaasFile is { } own
            ? [$"-Djava.security.auth.login.config={own}"]
            // zkServer.sh passes the dollar on as it is: tried with ZooKeeper 3.8.0, 3.9.3 and 3.9.6.
            : [$"-Djava.security.auth.login.config={JaasFile.PathIn(settings.Directories)}", $"-D{JaasFile.DollarProperty}=$"];
    }
}
