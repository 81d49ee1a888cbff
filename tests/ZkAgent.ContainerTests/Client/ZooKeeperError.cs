namespace ZkAgent.ContainerTests.Client;

/// <summary>ZooKeeper's refusal of one request; a lost connection is an <see cref="IOException"/>.</summary>
internal sealed class ZooKeeperError(string what, int code) : Exception($"cannot {what}: ZooKeeper answers with error {code}")
{
    public const int NoNode = -101, NodeExists = -110;

    public int Code => code;
}
