using ZkAgent.ContainerTests.Containers;
using ZkAgent.ContainerTests.DataGuard;

namespace ZkAgent.ContainerTests.Membership;

/// <summary>The list of members that ZooKeeper keeps on a volume with dynamic membership.</summary>
internal static class VoterList
{
    public const string Directory = "/var/lib/zookeeper/data/membership";

    /// <summary>Awaits that a member's newest list gives a vote to these ids.</summary>
    public static async Task Await(Story story, int ordinal, params int[] ids)
    {
        var seen = "";
        await Poll.Until(async () => (seen = (await story.Ensemble[ordinal].Exec("bash", "-c",
                $"cd {Directory} && cat \"$(ls zoo.cfg.dynamic.* | grep -E 'dynamic[.][0-9a-f]+$' | sort -t. -k4 | tail -1)\" | sed -n 's/^server[.]\\([0-9]*\\)=.*:participant;.*/\\1/p' | tr '\\n' ' '")).Output.Trim()) == string.Join(' ', ids),
            Ensemble.ToServe, async () => $"zk-{ordinal} gives a vote to {seen}\n{await story.Ensemble[ordinal].Logs()}");
    }
}
