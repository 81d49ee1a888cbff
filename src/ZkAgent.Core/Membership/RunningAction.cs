namespace ZkAgent.Core.Membership;

/// <summary>What a member does about the membership while ZooKeeper runs.</summary>
public enum RunningAction
{
    /// <summary>Nothing is to change.</summary>
    Nothing,

    /// <summary>A change is wanted, and it is not the time for it, or another member makes it.</summary>
    Wait,

    /// <summary>Adds synchronised members.</summary>
    Promote,

    /// <summary>Removes members that the StatefulSet does not ask for.</summary>
    Remove,

    /// <summary>Replaces the own server line by that of the settings.</summary>
    ChangeLine,
}
