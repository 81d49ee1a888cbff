using System.Text.Json;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Peers;

/// <summary>What one agent tells another of its member: the body of <c>GET /member</c>. No secrets, a few hundred bytes.</summary>
/// <param name="Id">The server's id.</param>
/// <param name="Name">Its full name: the one that it was asked by where that is one of its names.</param>
/// <param name="Serving">True while it serves in a quorum (or alone, where it is standalone).</param>
/// <param name="Leading">True while it leads that quorum.</param>
/// <param name="Draining">True once it was asked to leave.</param>
/// <param name="Sentence">Its state in words.</param>
public sealed record MemberReport(ServerId Id, string Name, bool Serving, bool Leading, bool Draining, string Sentence)
{
    /// <summary>What it holds; null where an agent that does not tell, or no agent at all, answers.</summary>
    public MemberVolume? Volume { get; init; }

    /// <summary>True while the data guard does not let its ZooKeeper start.</summary>
    public bool HeldBack { get; init; }

    /// <summary>Its steps of TLS and authentication; null where it does not tell.</summary>
    public SecurityPhases? Phases { get; init; }

    /// <summary>Its configuration with dynamic membership; null where its list is static.</summary>
    public ReportedMembership? Membership { get; init; }

    /// <summary>The restore that its settings ask for; null where they ask for none, or where its volume has data.</summary>
    public ReportedRestore? Restore { get; init; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("id", Id.Value);
        json.WriteString("name", Name);
        json.WriteBoolean("serving", Serving);
        json.WriteBoolean("leading", Leading);
        json.WriteBoolean("draining", Draining);
        json.WriteBoolean("heldBack", HeldBack);
        json.WriteString("sentence", Sentence);
        if (Volume is { } volume)
        {
            json.WritePropertyName("volume");
            MemberVolumeJson.Write(json, volume);
        }
        if (Phases is { } phases)
        {
            json.WritePropertyName("security");
            PhasesJson.Write(json, phases);
        }
        if (Membership is { } membership)
        {
            json.WritePropertyName("membership");
            ReportedMembershipJson.Write(json, membership);
        }
        if (Restore is { } restore)
        {
            json.WritePropertyName("restore");
            restore.Write(json);
        }
        json.WriteEndObject();
    }

    /// <summary>Reads a report; names that this version does not know are passed over. Null when it is none.</summary>
    public static MemberReport? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return ParseObject(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static MemberReport? ParseObject(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        int? id = null;
        bool? serving = null;
        bool leading = false, draining = false, held = false;
        MemberVolume? volume = null;
        SecurityPhases? phases = null;
        ReportedMembership? membership = null;
        ReportedRestore? restore = null;
        string called = "", sentence = "";
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "id": id = json.GetInt32(); break;
                case "name" when json.GetString() is { } text && HostText.IsHost(text.TrimEnd('.')): called = text; break;
                case "name": break;
                case "serving": serving = json.GetBoolean(); break;
                case "leading": leading = json.GetBoolean(); break;
                case "draining": draining = json.GetBoolean(); break;
                case "heldBack": held = json.GetBoolean(); break;
                case "volume": volume = MemberVolumeJson.Read(ref json); break;
                case "membership": membership = ReportedMembershipJson.Read(ref json); break;
                case "restore": restore = ReportedRestore.Read(ref json); break;
                case "security": phases = PhasesJson.Read(ref json); break;
                case "sentence": sentence = json.GetString() ?? ""; break;
                default: json.Skip(); break;
            }
        }
        return id is { } number && ServerId.IsValid(number) && serving is { } serves
            ? new(new(number), called, serves, leading, draining, sentence) { Volume = volume, HeldBack = held, Phases = phases, Membership = membership, Restore = restore }
            : null;
    }
}
