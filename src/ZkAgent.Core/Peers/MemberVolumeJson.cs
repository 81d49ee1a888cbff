using System.Text.Json;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Peers;

/// <summary>A member's volume inside its report.</summary>
internal static class MemberVolumeJson
{
    /// <summary>In seconds: what is said to be older is as old as that, some 30 years.</summary>
    private const double LongestAge = 1e9;

    public static void Write(Utf8JsonWriter json, MemberVolume volume)
    {
        json.WriteStartObject();
        json.WriteString("instance", volume.Instance);
        json.WriteString("data", volume.Data.Word());
        if (volume.Ensemble is { } ensemble) json.WriteString("ensemble", ensemble.Value);
        json.WriteBoolean("started", volume.Started);
        json.WriteStartArray("members");
        foreach (var member in volume.Members) json.WriteNumberValue(member.Value);
        json.WriteEndArray();
        if (volume.Newest is { } newest)
        {
            json.WriteNumber("epoch", newest.Epoch);
            json.WriteNumber("zxid", newest.Zxid);
        }
        if (volume.Age is { } age) json.WriteNumber("ageSeconds", Math.Round(age.TotalSeconds, 1));
        json.WriteEndObject();
    }

    /// <summary>Reads the object that the reader stands on; null when it says less than is needed or something unknown: then nothing is known of the volume.</summary>
    public static MemberVolume? Read(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }
        string? instance = null, data = null, ensemble = null;
        bool? started = null;
        TimeSpan? age = null;
        long? epoch = null, zxid = null;
        List<ServerId>? members = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "instance": instance = json.GetString(); break;
                case "data": data = json.GetString(); break;
                case "ensemble": ensemble = json.GetString(); break;
                case "started": started = json.GetBoolean(); break;
                case "ageSeconds": age = TimeSpan.FromSeconds(Math.Clamp(json.GetDouble(), 0, LongestAge)); break;
                case "epoch": epoch = json.GetInt64(); break;
                case "zxid": zxid = json.GetInt64(); break;
                case "members": members = ReadMembers(ref json); break;
                default: json.Skip(); break;
            }
        }
        if (instance is not { Length: > 0 and <= 64 } || MemberDataWords.Parse(data) is not { } held || started is not { } runs || members is null) return null;
        return ensemble is not null && EnsembleId.Parse(ensemble) is null ? null : new(instance, held, EnsembleId.Parse(ensemble), runs, members)
        {
            Age = age, Newest = epoch is { } e && zxid is { } z ? new(e, z) : null,
        };
    }

    private static List<ServerId>? ReadMembers(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return null;
        }
        List<ServerId>? members = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var id) && ServerId.IsValid(id)) members?.Add(new(id));
            else
            {
                json.Skip();
                members = null;
            }
        }
        return members;
    }
}
