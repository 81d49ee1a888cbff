using System.Text.Json;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;

namespace ZkAgent.Core.Status;

/// <summary>The membership as JSON: one agent's <c>/status</c> has it, and <c>zkagent status</c> reads and passes it on.</summary>
internal static class MembershipViewJson
{
    /// <summary>Writes the property <c>membership</c>.</summary>
    public static void Write(Utf8JsonWriter json, MembershipView view)
    {
        json.WriteStartObject("membership");
        json.WriteOptional("version", view.Version);
        json.WriteOptional("wanted", view.Wanted);
        json.WriteString("state", view.State.Word());
        json.WriteString("sentence", view.Sentence);
        json.WriteStartArray("members");
        foreach (var member in view.Members)
        {
            json.WriteStartObject();
            json.WriteString("server", ServerSpec.Format(member.Server));
            json.WriteString("role", member.Role.Word());
            json.WriteBoolean("votes", member.Votes);
            json.WriteBoolean("serving", member.Serves);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads the property from an agent's answer; null where there is none. A member that this version can't read is left out.</summary>
    public static MembershipView? Read(JsonElement root)
    {
        if (!root.TryGetProperty("membership", out var view)) return null;
        var state = MembershipStates.All.FirstOrDefault(s => s.Word() == view.GetProperty("state").GetString());
        return new(
            view.GetProperty("version").GetString(), view.GetProperty("wanted") is { ValueKind: JsonValueKind.Number } wanted ? wanted.GetInt32() : null,
            state, view.GetProperty("sentence").GetString() ?? "", [.. view.GetProperty("members").EnumerateArray().Select(ReadMember).OfType<MembershipEntry>()]);
    }

    private static MembershipEntry? ReadMember(JsonElement member) =>
        ServerSpec.Parse(member.GetProperty("server").GetString() ?? "", default).Server is { } server && MembershipRoles.Parse(member.GetProperty("role").GetString()) is { } role
            ? new(server, role, member.GetProperty("votes").GetBoolean(), member.GetProperty("serving").GetBoolean())
            : null;
}
