using ZkAgent.Core.Families;

namespace ZkAgent.CommandLine;

/// <summary>Translates the names and arguments of the scripts that the binary stands in for.</summary>
/// <remarks>The image links each of these names to the binary; <see cref="ImageFamily"/> says which image a name comes from.</remarks>
internal static class ScriptNames
{
    /// <summary>Stands for zkServer.sh's other verbs, which the real script answers.</summary>
    public const string RealScript = "real-zkServer.sh";

    /// <summary>Stands for an entry point's words that are another program and its arguments.</summary>
    public const string OtherProgram = "other-program";

    /// <summary>The call that is meant where a manifest has <c>args</c> alone: they follow this image's entry point, which is the agent.</summary>
    /// <remarks>Of the other images only the official one has an entry point that takes <c>zkServer.sh start-foreground</c>.</remarks>
    /// <param name="program">The path by which the program was called.</param>
    /// <param name="arguments">Its arguments.</param>
    public static (string Program, IReadOnlyList<string> Arguments) Called(string program, IReadOnlyList<string> arguments) =>
        Path.GetFileName(program) != "zkagent" || arguments is not [{ } name, ..] ? (program, arguments)
        : Path.GetFileName(name) == "zkServer.sh" ? ("/docker-entrypoint.sh", arguments)
        : IsOurs(name) || name is "/entrypoint.sh" or "/opt/bitnami/scripts/zookeeper/entrypoint.sh" or "/docker-entrypoint.sh" or "/etc/confluent/docker/run"
            or "zookeeperStart.sh" or "/usr/local/bin/zookeeperStart.sh" ? (name, [.. arguments.Skip(1)])
        : (program, arguments);

    /// <param name="program">The path by which the program was called.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The words of the agent's own command line.</returns>
    public static IReadOnlyList<string> Translate(string program, IReadOnlyList<string> arguments) => Path.GetFileName(program) switch
    {
        "zkGenConfig.sh" or "setup.sh" => ["render", .. arguments],
        "zkOk.sh" or "zookeeper-ready" => ["ok", .. arguments],
        "zkMetrics.sh" or "zookeeper-metrics" => ["metrics", .. arguments],
        // Of what had no two dashes the script knew -h; over -v it printed a line and went on, and other words it ignored.
        "start-zookeeper" => ["run", .. arguments.Where(a => a == "-h" || a.StartsWith("--", StringComparison.Ordinal))],
        "zkServer.sh" => ZkServer(arguments),
        "run.sh" or "run" or "zookeeperStart.sh" => ["run", .. arguments],
        "healthcheck.sh" => ["ok", .. arguments],
        // The operator's pods pass nothing to these.
        "zookeeperReady.sh" => ["probe", "ready"],
        "zookeeperLive.sh" => ["probe", "live"],
        "zookeeperTeardown.sh" => ["drain"],
        "entrypoint.sh" or "docker-entrypoint.sh" => EntryPoint(arguments),
        _ => arguments,
    };

    /// <summary>The defaults under an old name, by flag, if no other source sets them; only those that differ from ours.</summary>
    public static IReadOnlyDictionary<string, string> Fallbacks(string program) => ImageFamily.Of(program).Fallbacks;

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

    /// <summary>An entry point ran its words as a program: one of the names here is a command of ours, every other one is executed.</summary>
    private static IReadOnlyList<string> EntryPoint(IReadOnlyList<string> words) => words switch
    {
        [] => ["run"],
        [{ } name, ..] when IsOurs(name) => Translate(name, [.. words.Skip(1)]),
        _ => [OtherProgram, .. words],
    };

    /// <summary>True for a name that the binary has. A path elsewhere, such as a mounted /scripts/setup.sh, is another program.</summary>
    private static bool IsOurs(string name) => Path.GetFileName(name) switch
    {
        // A path of the installation's own script means the server as well.
        "zkServer.sh" => true,
        "zkagent" or "zkGenConfig.sh" or "zkOk.sh" or "zkMetrics.sh" or "start-zookeeper" or "zookeeper-ready" or "zookeeper-metrics" =>
            Path.GetDirectoryName(name) is "" or "/usr/local/bin",
        "run.sh" or "setup.sh" or "healthcheck.sh" => Path.GetDirectoryName(name) is "/" or "/opt/bitnami/scripts/zookeeper",
        _ => false,
    };
}
