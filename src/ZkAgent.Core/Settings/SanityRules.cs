using System.Globalization;

namespace ZkAgent.Core.Settings;

/// <summary>Finds settings that are each valid and together make no sense; refuses only what can't work.</summary>
internal static class SanityRules
{
    public static void Ticks(ValueReading read, int tick, int init, int sync, int shortest, int longest)
    {
        if (sync == tick && sync > 100)
            read.Warnings.Add(string.Create(CultureInfo.InvariantCulture,
                $"syncLimit is {sync}, the same number as tickTime: a follower could lag {Minutes(sync, tick)} minutes before the leader drops it; a widely copied manifest fills ZK_SYNC_LIMIT from the tick key of its ConfigMap; 5 was meant"));
        else if ((long)sync * tick > 10 * 60_000)
            read.Warnings.Add(string.Create(CultureInfo.InvariantCulture,
                $"syncLimit of {sync} ticks lets a follower lag {Minutes(sync, tick)} minutes; it counts ticks of {tick} ms, 5 is usual"));
        if ((long)init * tick > 60 * 60_000L)
            read.Warnings.Add(string.Create(CultureInfo.InvariantCulture,
                $"initLimit of {init} ticks lets a follower take {Minutes(init, tick)} minutes to join; it counts ticks of {tick} ms, 10 is usual"));
        if (shortest > longest)
            read.Problems.Add(new(SettingCatalog.MinSessionTimeout.Name, shortest.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"at most {SettingCatalog.MaxSessionTimeout.Name}, which is {longest}")));
    }

    public static void Purging(ValueReading read, int retain, int purge)
    {
        if (purge == 0)
            read.Warnings.Add($"purging is off ({SettingCatalog.PurgeInterval.Name}=0): snapshots and logs grow until the volume is full; 12 purges twice a day");
        if (retain < 3)
            read.Warnings.Add(string.Create(CultureInfo.InvariantCulture, $"autopurge.snapRetainCount={retain}: ZooKeeper keeps 3 at least"));
    }

    public static void AdminServer(ValueReading read, bool enabled, bool hasAddress)
    {
        if (enabled && !hasAddress)
            read.Warnings.Add("admin.enableServer=true without admin.serverAddress: port 8080 is open on every interface without authentication; set ZK_CFG_admin__serverAddress=127.0.0.1");
    }

    public static void Reconfiguration(ValueReading read, IReadOnlyDictionary<string, string> others)
    {
        if (others.GetValueOrDefault("reconfigEnabled") == "true")
            read.Warnings.Add("reconfigEnabled=true: ZooKeeper will rewrite zoo.cfg while it runs, and the agent writes it anew at each start; a membership changed by reconfig alone does not outlast a restart of all members");
    }

    /// <summary>Refuses one port for two uses on this host.</summary>
    public static void Ports(ValueReading read, EnsembleSettings ensemble, int agentPort)
    {
        (Setting Setting, int Port)[] ports =
        [
            (SettingCatalog.ClientPort, ensemble.ClientPort), (SettingCatalog.ServerPort, ensemble.ServerPort),
            (SettingCatalog.ElectionPort, ensemble.ElectionPort), (SettingCatalog.AgentPort, agentPort),
        ];
        foreach (var same in ports.GroupBy(p => p.Port).Where(g => g.Count() > 1))
        {
            // A port that was not a number stands as the lowest one and has its problem already.
            if (same.Any(p => read.Problems.Any(q => q.Name == p.Setting.Name))) continue;
            var names = same.Select(p => p.Setting.Name).ToList();
            read.Problems.Add(new(names[^1], same.Key.ToString(CultureInfo.InvariantCulture),
                $"a port of its own: {string.Join(" and ", names[..^1])} {(names.Count > 2 ? "have" : "has")} the same"));
        }
    }

    private static long Minutes(int ticks, int tick) => (long)ticks * tick / 60_000;
}
