namespace ZkAgent.CommandLine;

/// <summary>What the agent's exit code says when it is not ZooKeeper's own.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>A probe or a command says no.</summary>
    public const int No = 1;

    /// <summary>EX_DATAERR of sysexits.h: the volume refuses.</summary>
    public const int VolumeRefuses = 65;

    /// <summary>EX_SOFTWARE of sysexits.h: a part of the agent that it can't do without has ended.</summary>
    public const int AgentFailed = 70;

    /// <summary>EX_CONFIG of sysexits.h: the settings are wrong.</summary>
    public const int WrongSettings = 78;
}
