using ZkAgent.Core.Launch;
using ZkAgent.Core.Rendering;

namespace ZkAgent.Core.Tests.Launch;

/// <summary>An image with a class archive that fits, and a user who set nothing that forbids it.</summary>
internal static class GivenLaunch
{
    public const string Script = "/opt/zookeeper/bin/zkServer.sh";

    public static readonly JavaRuntime Java = new("/usr/lib/jvm/java-21/bin/java", "21.0.8+9");

    public static readonly ZooKeeperInstallation Installation = new(Script, new(3, 9, 3));

    public static ConfigurationPlaces Places(string directory = "/conf") => new()
    {
        ZooCfg = directory + "/zoo.cfg", Logback = directory + "/logback.xml", Log4J = directory + "/log4j.properties", JavaSecurity = directory + "/java.security",
    };

    public static LaunchFacts Facts(params string[] configurationEntries) => new(new(Script, Java), Java, configurationEntries);

    public static Dictionary<string, string> Environment(params (string Name, string Value)[] variables) => variables.ToDictionary(v => v.Name, v => v.Value);
}
