namespace ZkAgent.Core.Settings;

/// <summary>Whether the leader serves clients: zoo.cfg's <c>leaderServes</c>, which may be given as a property of the JVM too.</summary>
public static class LeaderServes
{
    public const string Key = "leaderServes";

    /// <summary>True where the keys of zoo.cfg say that the leader serves no clients. ZooKeeper compares with "no" (Leader.java).</summary>
    public static bool IsOff(IEnumerable<KeyValuePair<string, string>> keys) => keys.Any(k => k.Key == Key && k.Value == "no");
}
