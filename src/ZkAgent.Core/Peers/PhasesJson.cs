using System.Text.Json;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Peers;

/// <summary>The steps of TLS and authentication inside a member's report, each by the word of its setting.</summary>
internal static class PhasesJson
{
    public static void Write(Utf8JsonWriter json, SecurityPhases phases)
    {
        json.WriteStartObject();
        json.WriteString("clientTls", SecurityPhases.Word(phases.ClientTls));
        json.WriteString("quorumTls", SecurityPhases.Word(phases.QuorumTls));
        json.WriteString("quorumSasl", SecurityPhases.Word(phases.QuorumSasl));
        json.WriteString("clientSasl", SecurityPhases.Word(phases.ClientSasl));
        json.WriteEndObject();
    }

    /// <summary>Reads the object that the reader stands on; null where a word is unknown or missing: then nothing is known of the steps.</summary>
    public static SecurityPhases? Read(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }
        string? clientTls = null, quorumTls = null, quorumSasl = null, clientSasl = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "clientTls": clientTls = json.GetString(); break;
                case "quorumTls": quorumTls = json.GetString(); break;
                case "quorumSasl": quorumSasl = json.GetString(); break;
                case "clientSasl": clientSasl = json.GetString(); break;
                default: json.Skip(); break;
            }
        }
        return Parse<ClientTlsPhase>(clientTls) is { } a && Parse<QuorumTlsPhase>(quorumTls) is { } b && Parse<QuorumSaslPhase>(quorumSasl) is { } c && Parse<ClientSaslPhase>(clientSasl) is { } d
            ? new(a, b, c, d)
            : null;
    }

    private static T? Parse<T>(string? word) where T : struct, Enum
    {
        foreach (var phase in Enum.GetValues<T>())
            if (SecurityPhases.Word(phase) == word) return phase;
        return null;
    }
}
