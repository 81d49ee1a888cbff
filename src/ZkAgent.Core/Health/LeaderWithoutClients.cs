using ZkAgent.Core.Protocol;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Health;

/// <summary>Recognises a leader that serves no clients by design (<c>leaderServes=no</c>): it says "not serving" to every client, and to srvr and mntr.</summary>
/// <remarks>ZooKeeper's Leader.java does not hand its server to the client port then; ruok alone is answered. Seen on 3.9.3.</remarks>
public static class LeaderWithoutClients
{
    /// <summary>The sample of such a leader, with a report in place of the one that ZooKeeper refuses; any other sample unchanged.</summary>
    /// <param name="sample">What ZooKeeper answered.</param>
    /// <param name="port">What the kernel tells of its quorum port.</param>
    /// <param name="needed">How many members a quorum needs in addition to it.</param>
    /// <remarks>A server listens from the moment it was elected. So it counts as a leader only once as many members as a quorum needs in addition to it are connected.</remarks>
    public static Sample Recognise(Sample sample, QuorumPort port, int needed) =>
        sample.NotServing && port.Listens && port.Connected >= needed
            ? sample.WithReport(new() { Mode = ServerMode.Leader, ServesClients = false, Learners = port.Connected })
            : sample;

    /// <summary>Whether such a leader is ready.</summary>
    /// <param name="told">True where the settings say that it is.</param>
    public static ProbeCheck Clients(bool told) => told
        ? ProbeCheck.Passed("clients", $"none, by {LeaderServes.Key}=no; ready because {SettingCatalog.LeaderReady.Name}=true")
        : ProbeCheck.Failed("clients", $"ZooKeeper leads the quorum and serves no clients, because {LeaderServes.Key}=no; {SettingCatalog.LeaderReady.Name}=true would call it ready");
}
