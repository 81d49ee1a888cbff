using ZkAgent.Core.Settings;

namespace ZkAgent.CommandLine;

/// <summary>Translates the names and arguments of the scripts that the binary stands in for.</summary>
/// <remarks>
/// The image links seven names to the binary: those of the k8szk image (zkGenConfig.sh, zkOk.sh, zkMetrics.sh), of the
/// Kubernetes tutorial's image (start-zookeeper, zookeeper-ready, zookeeper-metrics), and zkServer.sh, which both call.
/// </remarks>
internal static class ScriptNames
{
    /// <summary>Stands for zkServer.sh's other verbs, which the real script answers.</summary>
    public const string RealScript = "real-zkServer.sh";

    /// <param name="program">The path by which the program was called.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The words of the agent's own command line.</returns>
    public static IReadOnlyList<string> Translate(string program, IReadOnlyList<string> arguments) => Path.GetFileName(program) switch
    {
        "zkGenConfig.sh" => ["render", .. arguments],
        "zkOk.sh" or "zookeeper-ready" => ["ok", .. arguments],
        "zkMetrics.sh" or "zookeeper-metrics" => ["metrics", .. arguments],
        // Of what had no two dashes the script knew -h; over -v it printed a line and went on, and other words it ignored.
        "start-zookeeper" => ["run", .. arguments.Where(a => a == "-h" || a.StartsWith("--", StringComparison.Ordinal))],
        "zkServer.sh" => ZkServer(arguments),
        _ => arguments,
    };

    /// <summary>The defaults under an old name, by flag, if no other source sets them; only those that differ from ours.</summary>
    /// <remarks>start-zookeeper ran one server when it was not told how many.</remarks>
    public static IReadOnlyDictionary<string, string> Fallbacks(string program) => Path.GetFileName(program) == "start-zookeeper"
        ? new Dictionary<string, string> { [SettingCatalog.Replicas.Flag] = "1" }
        : new Dictionary<string, string>();

    private static IReadOnlyList<string> ZkServer(IReadOnlyList<string> arguments) => arguments switch
    {
        ["start-foreground"] => ["run"],
        // The script's second argument is a configuration file: what it says still counts, below every variable.
        ["start-foreground", var file] => ["run", $"--config_file={file}"],
        ["--config", var directory, "start-foreground"] => ["run", $"--conf_dir={directory}"],
        ["--config", var directory, "start-foreground", var file] => ["run", $"--conf_dir={directory}", $"--config_file={file}"],
        ["--config", _, "status", ..] => ["status"],
        ["status", ..] => ["status"],
        _ => [RealScript, .. arguments],
    };
}
