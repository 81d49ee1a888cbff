using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Metrics;

/// <summary>Writes what the agent reports of ZooKeeper in addition to mntr's numbers.</summary>
internal static class ZooKeeperSection
{
    /// <param name="writer">Takes the lines.</param>
    /// <param name="report">What a serving ZooKeeper reports; null where it does not serve.</param>
    public static void Write(ExpositionWriter writer, ServerReport? report)
    {
        writer.One(ZooKeeperFamilies.Up, report is null ? 0 : 1);
        if (report is null) return;

        writer.Family(ZooKeeperFamilies.ServerState);
        foreach (var (mode, word) in ServerModes.All) writer.Sample().Label("state", word).Value(mode == report.Mode);
        writer.One(ZooKeeperFamilies.ServerLeader, report.Mode == ServerMode.Leader ? 1 : 0);
        if (report.PeerState is { } peerState) Word(writer, ZooKeeperFamilies.PeerState, "state", peerState);
        if (report.Version is { } version) Word(writer, ZooKeeperFamilies.Version, "version", version);
        WriteAdvisories(writer, report.Version);
        if (report.Mode is ServerMode.Leader or ServerMode.Follower or ServerMode.Observer)
            writer.One(ZooKeeperFamilies.Voting, report.Mode == ServerMode.Observer ? 0 : 1);
    }

    /// <summary>A family of one sample whose value is a word, and so a label.</summary>
    private static void Word(ExpositionWriter writer, MetricFamily family, string label, string word)
    {
        writer.Family(family);
        writer.Sample().Label(label, word).Value(1L);
    }

    private static void WriteAdvisories(ExpositionWriter writer, string? version)
    {
        var first = true;
        foreach (var advisory in VersionAdvisories.Of(version))
        {
            if (first) writer.Family(ZooKeeperFamilies.VersionAdvisory);
            first = false;
            writer.Sample().Label("id", advisory.Id).Label("fixed", advisory.Fixed.ToString()).Value(1L);
        }
    }
}
