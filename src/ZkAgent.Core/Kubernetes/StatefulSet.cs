using System.Text.Json;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Kubernetes;

/// <summary>What the agent needs to know of its StatefulSet (apps/v1).</summary>
/// <param name="Replicas">spec.replicas; 1 where it is not set.</param>
/// <param name="FirstOrdinal">spec.ordinals.start; 0 where it is not set.</param>
/// <param name="IsBeingDeleted">True once metadata.deletionTimestamp is set.</param>
/// <param name="ClaimTemplates">The names of spec.volumeClaimTemplates.</param>
public sealed record StatefulSet(int Replicas, int FirstOrdinal, bool IsBeingDeleted, IReadOnlyList<string> ClaimTemplates)
{
    /// <summary>Which members it asks for.</summary>
    /// <param name="name">Its name.</param>
    public WantedMembers Wanted(string name) => this switch
    {
        { IsBeingDeleted: true } => new WantedMembers.Gone($"statefulsets/{name} is being deleted"),
        { Replicas: 0 } => new WantedMembers.Gone($"statefulsets/{name} has spec.replicas=0"),
        _ => new WantedMembers.Range(FirstOrdinal, Replicas),
    };

    /// <summary>The ordinal of a claim of this StatefulSet; null for any other claim.</summary>
    /// <remarks>A claim is called TEMPLATE-STATEFULSET-ORDINAL.</remarks>
    /// <param name="name">The StatefulSet's name.</param>
    /// <param name="claim">The claim's name.</param>
    public int? OrdinalOf(string name, string claim)
    {
        foreach (var template in ClaimTemplates)
        {
            var prefix = $"{template}-{name}-";
            if (claim.StartsWith(prefix, StringComparison.Ordinal)
                && int.TryParse(claim.AsSpan(prefix.Length), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var ordinal)) return ordinal;
        }
        return null;
    }

    /// <summary>Reads the body of an answer; null where it is no StatefulSet.</summary>
    public static StatefulSet? Parse(ReadOnlySpan<byte> body)
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

    private static StatefulSet? ParseObject(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        var read = new StatefulSet(1, 0, false, []);
        bool right = false, hasSpec = false;
        json.Read();
        while (JsonObjects.Next(ref json) is { } property)
        {
            switch (property)
            {
                case "kind": right = json.GetString() == "StatefulSet"; break;
                case "metadata":
                    while (JsonObjects.Next(ref json) is { } key)
                    {
                        if (key == "deletionTimestamp") read = read with { IsBeingDeleted = json.TokenType != JsonTokenType.Null };
                        else json.Skip();
                    }
                    break;
                case "spec":
                    hasSpec = true;
                    read = Spec(ref json, read);
                    break;
                default: json.Skip(); break;
            }
        }
        // Nothing may follow, or the answer is cut off and joined with another.
        return right && hasSpec && !json.Read() && read is { Replicas: >= 0, FirstOrdinal: >= 0 } ? read : null;
    }

    private static StatefulSet Spec(ref Utf8JsonReader json, StatefulSet read)
    {
        while (JsonObjects.Next(ref json) is { } key)
        {
            switch (key)
            {
                case "replicas" when json.TokenType == JsonTokenType.Number: read = read with { Replicas = json.GetInt32() }; break;
                case "ordinals" when json.TokenType == JsonTokenType.StartObject:
                    while (JsonObjects.Next(ref json) is { } inner)
                    {
                        if (inner == "start") read = read with { FirstOrdinal = json.GetInt32() };
                        else json.Skip();
                    }
                    break;
                case "volumeClaimTemplates" when json.TokenType == JsonTokenType.StartArray: read = read with { ClaimTemplates = JsonObjects.Names(ref json) }; break;
                default: json.Skip(); break;
            }
        }
        return read;
    }
}
