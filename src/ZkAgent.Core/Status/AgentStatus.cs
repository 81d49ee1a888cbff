using System.Text.Json;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Status;

/// <summary>What one agent's <c>GET /status</c> tells another of its server.</summary>
/// <param name="Id">The server that the agent answers for.</param>
/// <param name="State">The state that it sees its server in.</param>
/// <param name="Sentence">The same in a sentence, with the reason.</param>
/// <param name="Report">What the server says of itself; null where it says nothing.</param>
public sealed record AgentStatus(int Id, string State, string Sentence, ServerReport? Report)
{
    /// <summary>The membership as it sees it; null with a static list.</summary>
    public MembershipView? Membership { get; init; }

    /// <summary>Reads the body; names that this version does not know are passed over. Null when it is none.</summary>
    public static AgentStatus? Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var sample = root.GetProperty("sample");
            var health = root.GetProperty("health");
            return new(
                root.GetProperty("server").GetProperty("myid").GetInt32(),
                health.GetProperty("state").GetString() ?? "",
                health.TryGetProperty("sentence", out var sentence) ? sentence.GetString() ?? "" : "",
                sample.ValueKind == JsonValueKind.Null ? null : ReportJson.Read(sample.GetProperty("report")))
            {
                Membership = MembershipViewJson.Read(root),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
