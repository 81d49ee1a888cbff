using System.Text.Json;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Peers;

/// <summary>The membership inside a member's report: <c>{"version":"100000003","servers":["server.1=…"],"everComplete":true}</c>.</summary>
internal static class ReportedMembershipJson
{
    public static void Write(Utf8JsonWriter json, ReportedMembership membership)
    {
        json.WriteStartObject();
        if (membership.Configuration is { } configuration)
        {
            json.WriteString("version", configuration.VersionText);
            json.WriteStartArray("servers");
            foreach (var server in configuration.Servers) json.WriteStringValue(ServerSpec.Format(server));
            json.WriteEndArray();
        }
        json.WriteBoolean("everComplete", membership.EverComplete);
        json.WriteEndObject();
    }

    /// <summary>Reads the object that the reader stands on. A configuration that can't be read counts as none.</summary>
    public static ReportedMembership? Read(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }
        string? version = null;
        List<string> lines = [];
        var complete = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "version": version = json.GetString(); break;
                case "servers" when json.TokenType == JsonTokenType.StartArray:
                    while (json.Read() && json.TokenType != JsonTokenType.EndArray) lines.Add(json.GetString() ?? "");
                    break;
                case "everComplete": complete = json.GetBoolean(); break;
                default: json.Skip(); break;
            }
        }
        var known = version is null ? null : EnsembleConfiguration.ParseVersion(version);
        return new(known is null || lines.Count == 0 ? null : EnsembleConfiguration.Parse(string.Join('\n', lines), known), complete);
    }
}
