using System.Text.Json;

namespace ZkAgent.Core.Peers;

/// <summary>What a member tells of the restore that it was asked for, inside its report: <c>{"id":"…","placed":true}</c>.</summary>
/// <param name="Id">The restore that its settings ask for. It does not change during an agent's life.</param>
/// <param name="Placed">True once the data of that restore is on its volume, whole.</param>
public sealed record ReportedRestore(EnsembleId Id, bool Placed)
{
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", Id.Value);
        json.WriteBoolean("placed", Placed);
        json.WriteEndObject();
    }

    /// <summary>Reads the object that the reader stands on; null where it names no restore.</summary>
    internal static ReportedRestore? Read(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }
        EnsembleId? id = null;
        var placed = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "id": id = EnsembleId.Parse(json.GetString()); break;
                case "placed": placed = json.GetBoolean(); break;
                default: json.Skip(); break;
            }
        }
        return id is null ? null : new(id, placed);
    }
}
