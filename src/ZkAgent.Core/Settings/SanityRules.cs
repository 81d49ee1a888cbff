using System.Globalization;

namespace ZkAgent.Core.Settings;

/// <summary>Finds settings that are each valid and together make no sense; refuses only what can't work.</summary>
internal static class SanityRules
{
    public static void Ticks(SettingValues read, int tick, int init, int sync)
    {
        if (read.IsRefused(SettingCatalog.TickTime)) return;
        // ZooKeeper multiplies them as 32 bits and hands the product to a socket, which takes no negative number.
        foreach (var (setting, ticks) in new[] { (SettingCatalog.InitLimit, init), (SettingCatalog.SyncLimit, sync) })
            if ((long)ticks * tick > int.MaxValue)
                read.Refuse(setting, read.Resolver.Find(setting), Invariant($"at most {int.MaxValue / tick} ticks of {tick} ms: ZooKeeper's own arithmetic overflows above"));
        if (read.IsRefused(SettingCatalog.SyncLimit)) { }
        else if (sync == tick && sync > 100)
            read.Warnings.Add(Invariant(
                $"syncLimit is {sync}, the same number as tickTime: a follower could lag {Minutes(sync, tick)} minutes before the leader drops it; a widely copied manifest fills ZK_SYNC_LIMIT from the tick key of its ConfigMap; 5 was meant"));
        else if ((long)sync * tick > 10 * 60_000)
            read.Warnings.Add(Invariant(
                $"syncLimit of {sync} ticks lets a follower lag {Minutes(sync, tick)} minutes; it counts ticks of {tick} ms, 5 is usual"));
        if (!read.IsRefused(SettingCatalog.InitLimit) && (long)init * tick > 60 * 60_000L)
            read.Warnings.Add(Invariant(
                $"initLimit of {init} ticks lets a follower take {Minutes(init, tick)} minutes to join; it counts ticks of {tick} ms, 10 is usual"));
    }

    public static void Sessions(SettingValues read, int shortest, int longest)
    {
        if (shortest <= longest || read.IsRefused(SettingCatalog.MinSessionTimeout) || read.IsRefused(SettingCatalog.MaxSessionTimeout)
            || read.IsRefused(SettingCatalog.TickTime)) return;
        // The one that the user set is the one to change.
        if (read.Resolver.Find(SettingCatalog.MinSessionTimeout).IsDefault)
            read.Problems.Add(new(read.Spelling(SettingCatalog.MaxSessionTimeout), Invariant($"{longest}"), Invariant($"at least the shortest session, {SettingCatalog.MinSessionTimeout.Name}, which is {shortest}")));
        else
            read.Problems.Add(new(read.Spelling(SettingCatalog.MinSessionTimeout), Invariant($"{shortest}"), Invariant($"at most the longest session, {SettingCatalog.MaxSessionTimeout.Name}, which is {longest}")));
    }

    public static void Purging(SettingValues read, int retain, int purge)
    {
        if (purge == 0 && !read.IsRefused(SettingCatalog.PurgeInterval))
            read.Warnings.Add($"purging is off ({SettingCatalog.PurgeInterval.Name}=0): snapshots and logs grow until the volume is full; 12 purges twice a day");
        if (retain < 3 && !read.IsRefused(SettingCatalog.SnapRetainCount))
            read.Warnings.Add(Invariant($"autopurge.snapRetainCount={retain}: ZooKeeper keeps 3 at least"));
    }

    public static void AdminServer(SettingValues read, bool enabled, bool hasAddress)
    {
        if (enabled && !hasAddress)
            read.Warnings.Add("admin.enableServer=true without admin.serverAddress: port 8080 is open on every interface without authentication; set ZK_CFG_admin__serverAddress=127.0.0.1");
    }

    public static void Reconfiguration(SettingValues read, IReadOnlyDictionary<string, string> others, bool dynamic)
    {
        if (!dynamic && others.GetValueOrDefault("reconfigEnabled") == "true")
            read.Warnings.Add("reconfigEnabled=true: ZooKeeper will rewrite zoo.cfg while it runs, and the agent writes it again at each start; a membership changed by reconfig alone does not outlast a restart of all members");
    }

    public static void LeaderReady(SettingValues read, bool without, bool ready, bool alone)
    {
        if (without && !ready && !alone)
            read.Warnings.Add($"{LeaderServes.Key}=no: the leader is not ready, so a rolling update of the StatefulSet stops once an updated pod leads, and a disruption budget counts the leader as unavailable; "
                + $"set {SettingCatalog.LeaderReady.Name}=true to call it ready: a client that it refuses tries another member");
        if (ready && !without)
            read.Warnings.Add($"{SettingCatalog.LeaderReady.Name}=true has no effect without {LeaderServes.Key}=no: every leader serves clients");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static long Minutes(int ticks, int tick) => (long)ticks * tick / 60_000;
}
