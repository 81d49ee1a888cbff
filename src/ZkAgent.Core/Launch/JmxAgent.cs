using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Launch;

/// <summary>Decides whether zkServer.sh is kept from starting a JMX agent.</summary>
/// <remarks>
/// The script starts one unless JMXDISABLE says otherwise. It loads hundreds of classes, a third of the processor time of a start,
/// and most users never connect to it.
/// </remarks>
public static class JmxAgent
{
    /// <summary>zkServer.sh starts none where this variable is set to anything but <c>false</c>.</summary>
    public const string DisableVariable = "JMXDISABLE";

    /// <summary>Each of these configures the JMX agent in zkServer.sh.</summary>
    public static readonly IReadOnlyList<string> Variables = ["JMXPORT", "JMXLOCALONLY", "JMXAUTH", "JMXSSL", "JMXLOG4J", "JMXHOSTNAME"];

    /// <summary>Each of these configures the JMX agent in the JVM.</summary>
    private const string Property = "-Dcom.sun.management.";

    /// <summary>Taken: the script is told to start none.</summary>
    /// <param name="settings">ZK_SERVER_COMMAND.</param>
    /// <param name="environment">The agent's own environment.</param>
    /// <param name="facts">What is on the disk.</param>
    public static LaunchDecision Disable(AgentSettings settings, IReadOnlyDictionary<string, string> environment, LaunchFacts facts)
    {
        if (settings.Supervision.ServerCommand is not null) return Left($"{SettingCatalog.ServerCommand.Name} is set");
        if (IsSet(DisableVariable)) return Left($"{DisableVariable}={environment[DisableVariable]} is set");
        if (Variables.FirstOrDefault(IsSet) is { } variable) return Left($"{variable} is set");
        if (JvmOptions.Last(JvmOptions.Of(environment).All, Property) is { } option) return Left($"{option.Variable} has {option.Text.Split('=')[0]}");
        if (ScriptFiles.FirstIn(facts) is { } file) return Left($"{file} in {SettingCatalog.ConfDir.Name} may ask for one");
        return new(true, "No JMX agent is started, because nothing asks for one (JMXPORT, JMXLOCALONLY, JMXDISABLE=false); jcmd PID ManagementAgent.start_local starts one later.");

        bool IsSet(string name) => environment.GetValueOrDefault(name) is { Length: > 0 };

        static LaunchDecision Left(string reason) => new(false, $"zkServer.sh decides whether a JMX agent is started: {reason}.");
    }
}
