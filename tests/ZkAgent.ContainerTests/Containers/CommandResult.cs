namespace ZkAgent.ContainerTests.Containers;

/// <summary>What a command printed and how it ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public string Both => Output + Error;
}
