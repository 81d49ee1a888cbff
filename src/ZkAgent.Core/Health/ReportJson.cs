using System.Text.Json;

namespace ZkAgent.Core.Health;

/// <summary>A server's report as a JSON object; what it did not say is null.</summary>
public static class ReportJson
{
    public static void Write(Utf8JsonWriter json, ServerReport? report)
    {
        if (report is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("mode", report.Mode.Word());
        json.WriteOptional("version", report.Version);
        json.WriteOptional("zxid", report.Zxid?.ToString());
        json.WriteOptional("epoch", report.Zxid is { Value: >= 0 } zxid ? zxid.Epoch : null);
        json.WriteOptional("peerState", report.PeerState);
        json.WriteOptional("quorumSize", report.QuorumSize);
        json.WriteOptional("syncedFollowers", report.SyncedFollowers);
        json.WriteOptional("syncedNonVotingFollowers", report.SyncedNonVotingFollowers);
        json.WriteOptional("syncedObservers", report.SyncedObservers);
        json.WriteOptional("learners", report.Learners);
        json.WriteOptional("connections", report.Connections);
        json.WriteOptional("outstanding", report.Outstanding);
        json.WriteOptional("nodeCount", report.NodeCount);
        json.WriteOptional("uptimeSeconds", (long?)report.Uptime?.TotalSeconds);
        json.WriteOptional("latency", report.Latency?.ToString());
        json.WriteEndObject();
    }

    public static void WriteOptional(this Utf8JsonWriter json, string name, string? value) => json.WriteString(name, value);

    public static void WriteOptional(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
