using ZkAgent.Protocol;

namespace ZkAgent.Backups;

/// <summary>Opens a session on the member: the record of its creation lies behind everything that was acknowledged before.</summary>
/// <param name="login">As the agent's other sessions.</param>
internal sealed class BarrierSession(AgentLogin login, TimeProvider time)
{
    public override string ToString() => $"{login}{time}";
}
