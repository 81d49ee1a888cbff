namespace ZkAgent.Core.Health;

/// <summary>One of the things a probe checks, and why it is good or bad.</summary>
public readonly record struct ProbeCheck(string Name, bool Pass, string Reason)
{
    public static ProbeCheck Passed(string name, string reason) => new(name, true, reason);

    public static ProbeCheck Failed(string name, string reason) => new(name, false, reason);
}
