using System.Text.Json;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Status;

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
        json.WriteBoolean("servesClients", report.ServesClients);
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

    /// <summary>The report of such an object; throws JsonException, InvalidOperationException or FormatException where it is none.</summary>
    public static ServerReport? Read(JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : new()
    {
        Mode = ServerModes.Parse(Text(json, "mode")),
        ServesClients = !json.TryGetProperty("servesClients", out var serves) || serves.GetBoolean(),
        Version = Text(json, "version"),
        Zxid = Text(json, "zxid") is { } zxid ? Zxid.Parse(zxid) : null,
        PeerState = Text(json, "peerState"),
        QuorumSize = Number(json, "quorumSize"),
        SyncedFollowers = Number(json, "syncedFollowers"),
        SyncedNonVotingFollowers = Number(json, "syncedNonVotingFollowers"),
        SyncedObservers = Number(json, "syncedObservers"),
        Learners = Number(json, "learners"),
        Connections = Number(json, "connections"),
        Outstanding = Number(json, "outstanding"),
        NodeCount = Number(json, "nodeCount"),
        Uptime = Number(json, "uptimeSeconds") is { } seconds and >= 0 and < int.MaxValue ? TimeSpan.FromSeconds(seconds) : null,
        Latency = Text(json, "latency") is { } latency ? Latency.Parse(latency) : null,
    };

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetInt64() : null;

    public static void WriteOptional(this Utf8JsonWriter json, string name, string? value) => json.WriteString(name, value);

    public static void WriteOptional(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
