namespace ZkAgent.Core.Tests;

/// <summary>Finds files of the source tree: golden files and pages.</summary>
internal static class Repository
{
    /// <summary>The directory with ZkAgent.sln, above the compiled tests.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>True when expected files are to be written instead of compared.</summary>
    public static bool Updating => Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    public const string UpdateVariable = "ZKAGENT_UPDATE_GOLDEN";

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "ZkAgent.sln")) ? directory
        : Path.GetDirectoryName(directory) is { } parent ? Find(parent)
        : throw new InvalidOperationException($"no ZkAgent.sln above {AppContext.BaseDirectory}: run the tests from the source tree");
}
