namespace ZkAgent.ContainerTests.Containers;

/// <summary>The images that the tests run, built by tests/run.sh and named in its environment. None of them is ever pulled.</summary>
internal static class TestImages
{
    /// <summary>The image under test: ZooKeeper with the agent as its entrypoint.</summary>
    public static string Agent => Required("ZKAGENT_IMAGE");

    /// <summary>Debian's ZooKeeper without the agent.</summary>
    public static string Base => Required("ZKAGENT_BASE_IMAGE");

    /// <summary>The same as <see cref="Agent"/> for arm64; this machine has to have an emulator for it.</summary>
    public static string Arm64 => Required("ZKAGENT_ARM64_IMAGE");

    private static string Required(string variable) => Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"cannot test without {variable}: expected the name of a local image; tests/run.sh builds it and sets the variable");
}
