namespace ZkAgent.Core.Protocol;

/// <summary>What stands before the colon of the srvr lines that are read.</summary>
/// <remarks>ZooKeeper's own spelling: server/command/StatCommand.java and ServerStats.java; the same from 3.4 to 3.9.</remarks>
public static class SrvrLabels
{
    public const string Version = "Zookeeper version";
    public const string Latency = "Latency min/avg/max";
    public const string Connections = "Connections";
    public const string Outstanding = "Outstanding";
    public const string Zxid = "Zxid";
    public const string Mode = "Mode";
    public const string NodeCount = "Node count";
}
