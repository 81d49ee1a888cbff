namespace ZkAgent.Health;

/// <summary>Why ZooKeeper finds no quorum, as far as the agent knows more than that it looks for one.</summary>
internal sealed class QuorumTrouble
{
    private volatile string? _reason;

    /// <summary>The rest of a sentence; null where nothing is known.</summary>
    public string? Reason
    {
        get => _reason;
        set => _reason = value;
    }
}
