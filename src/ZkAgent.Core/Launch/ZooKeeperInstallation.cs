namespace ZkAgent.Core.Launch;

/// <summary>The ZooKeeper that the image holds.</summary>
/// <param name="Command">What is started, absolute: the real zkServer.sh, or what ZK_SERVER_COMMAND names.</param>
/// <param name="Version">From its jar's name; null when no jar tells.</param>
public sealed record ZooKeeperInstallation(string Command, ZooKeeperVersion? Version)
{
    public const string ScriptName = "zkServer.sh";

    /// <summary>The directory above bin.</summary>
    public string Home => Command.Split('/') is { Length: > 3 } parts ? string.Join('/', parts[..^2]) : "/";

    /// <summary>False for a command of the user's own, of which we know neither the Java nor the version.</summary>
    public bool IsZkServerScript => Command.EndsWith("/" + ScriptName, StringComparison.Ordinal);

    /// <summary>True where the data guard works. A version that is not known is taken for a recent one.</summary>
    public bool CanBeGuarded => !(Version < ZooKeeperVersion.OldestToGuard);

    /// <summary>Why this ZooKeeper cannot be run, or null.</summary>
    public string? VersionProblem => Version < ZooKeeperVersion.OldestToRun
        ? $"cannot run ZooKeeper {Version} ({Command}): run supports ZooKeeper 3.5 and later; for 3.4 only the commands ok and metrics work. Use an image with a later ZooKeeper"
        : null;
}
