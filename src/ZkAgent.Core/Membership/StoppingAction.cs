namespace ZkAgent.Core.Membership;

/// <summary>What a member does about the membership before it stops.</summary>
public enum StoppingAction
{
    /// <summary>Looks again soon.</summary>
    Wait,

    /// <summary>Stops for a while: the departure gate decides when.</summary>
    PassGate,

    /// <summary>Removes itself and all others that leave for good.</summary>
    Leave,

    /// <summary>Stops at once.</summary>
    Stop,
}
