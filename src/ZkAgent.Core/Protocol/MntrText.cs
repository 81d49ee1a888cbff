namespace ZkAgent.Core.Protocol;

/// <summary>The text of mntr → what the server says of itself. Unknown keys stay in the text.</summary>
public static class MntrText
{
    public static ServerReport Parse(string text)
    {
        var report = new ServerReport { Mntr = text };
        double? minimum = null, average = null, maximum = null;
        var reader = new MntrReader(text);
        while (reader.Read())
        {
            switch (reader.Name)
            {
                case MntrKeys.MinimumLatency: minimum = ReportValues.Number(reader.Value); break;
                case MntrKeys.AverageLatency: average = ReportValues.Number(reader.Value); break;
                case MntrKeys.MaximumLatency: maximum = ReportValues.Number(reader.Value); break;
                default: report = With(report, reader.Name, reader.Value); break;
            }
        }

        return average is null ? report : report with { Latency = new(minimum ?? 0, average.Value, maximum ?? 0) };
    }

    private static ServerReport With(ServerReport report, ReadOnlySpan<char> key, ReadOnlySpan<char> value) => key switch
    {
        MntrKeys.Version => report with { Version = ReportValues.Version(value) },
        MntrKeys.ServerState => report with { Mode = ServerModes.Parse(value) },
        MntrKeys.PeerState => report with { PeerState = value.ToString() },
        MntrKeys.Connections => report with { Connections = ReportValues.Whole(value) },
        MntrKeys.Outstanding => report with { Outstanding = ReportValues.Whole(value) },
        MntrKeys.NodeCount => report with { NodeCount = ReportValues.Whole(value) },
        MntrKeys.Uptime => report with { Uptime = ReportValues.Milliseconds(value) },
        MntrKeys.QuorumSize => report with { QuorumSize = ReportValues.Whole(value) },
        MntrKeys.SyncedFollowers => report with { SyncedFollowers = ReportValues.Whole(value) },
        MntrKeys.SyncedNonVotingFollowers => report with { SyncedNonVotingFollowers = ReportValues.Whole(value) },
        MntrKeys.SyncedObservers => report with { SyncedObservers = ReportValues.Whole(value) },
        MntrKeys.Learners or MntrKeys.Followers => report with { Learners = ReportValues.Whole(value) },
        _ => report,
    };
}
