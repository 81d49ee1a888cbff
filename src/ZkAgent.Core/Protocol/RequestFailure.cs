namespace ZkAgent.Core.Protocol;

/// <summary>Why ZooKeeper did not carry out a request that changes the membership.</summary>
/// <param name="Sentence">Begins with "cannot" and names the fix where there is one.</param>
/// <param name="IsTransient">True where the same request may succeed soon, or was carried out without an answer.</param>
public sealed record RequestFailure(string Sentence, bool IsTransient)
{
    /// <summary>Reads the error code of a reply.</summary>
    /// <remarks>Codes: KeeperException.Code of ZooKeeper 3.9.</remarks>
    /// <param name="what">What was asked for, in words that follow "cannot".</param>
    /// <param name="error">The code of the reply.</param>
    /// <returns>Null for 0: it was carried out.</returns>
    public static RequestFailure? Of(string what, int error)
    {
        return error switch
        {
            0 => null,
            -4 => Again("the connection to the leader was lost; the change may be committed all the same (ConnectionLoss)"),
            -7 => Again("ZooKeeper did not answer in time (OperationTimeout)"),
            -13 => Again("no quorum of the new list is in sync with the leader (NewConfigNoQuorum)"),
            -14 => Again("another change is being carried out (ReconfigInProgress)"),
            -103 => Again("the configuration has changed since it was read (BadVersion)"),
            -112 => Again("the session expired (SessionExpired)"),
            -118 => Again("the session moved to another server (SessionMoved)"),
            -119 => Again("this server has no quorum (NotReadOnly)"),
            -127 => Again("ZooKeeper throttles requests (ThrottledOp)"),
            -6 => Refused("this ZooKeeper has no reconfiguration, as a standalone server or a release before 3.5; restart this member with dynamic membership (Unimplemented)"),
            -5 => Refused("ZooKeeper does not understand the new list, or it has no voter (MarshallingError)"),
            -8 => Refused("ZooKeeper refuses the new list: two of its servers have one address, or a line is wrong (BadArguments)"),
            ReplyFrame.NoAuth => Refused("the agent's session is not the super user's; restart this pod, so that ZooKeeper starts with the agent's own password (NoAuth)"),
            ReplyFrame.AuthFailed => Refused("ZooKeeper takes no digest; remove DigestAuthenticationProvider.enabled=false, or set ZK_CLIENT_SASL=require (AuthFailed)"),
            -123 => Refused("ZooKeeper was started with reconfigEnabled=false or a static list; restart this pod (ReconfigDisabled)"),
            -124 => Refused("ZooKeeper closes each session without SASL; set ZK_CLIENT_SASL=require instead of the key that enforces it (SessionClosedRequireSaslAuth)"),
            _ => Refused($"ZooKeeper answers with error {error.ToString(System.Globalization.CultureInfo.InvariantCulture)}; look into its log"),
        };

        RequestFailure Again(string why) => new($"cannot {what}: {why}", IsTransient: true);

        RequestFailure Refused(string why) => new($"cannot {what}: {why}", IsTransient: false);
    }
}
