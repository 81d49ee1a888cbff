using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Protocol;

/// <summary>The text of srvr → what the server says of itself. Unknown lines are ignored.</summary>
public static class SrvrText
{
    /// <param name="text">The whole answer.</param>
    /// <param name="known">What mntr said already; what srvr says takes its place.</param>
    public static ServerReport Parse(string text, ServerReport known)
    {
        var report = known;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var colon = line.IndexOf(':');
            if (colon > 0) report = With(report, line[..colon], line[(colon + 1)..].Trim());
        }

        return report;
    }

    private static ServerReport With(ServerReport report, ReadOnlySpan<char> label, ReadOnlySpan<char> value) => label switch
    {
        SrvrLabels.Version => report with { Version = ReportValues.Version(value) },
        SrvrLabels.Latency => report with { Latency = Latency.Parse(value) ?? report.Latency },
        SrvrLabels.Connections => report with { Connections = ReportValues.Whole(value) },
        SrvrLabels.Outstanding => report with { Outstanding = ReportValues.Whole(value) },
        SrvrLabels.Zxid => report with { Zxid = Zxid.Parse(value) },
        SrvrLabels.Mode => report with { Mode = ServerModes.Parse(value) },
        SrvrLabels.NodeCount => report with { NodeCount = ReportValues.Whole(value) },
        _ => report,
    };
}
