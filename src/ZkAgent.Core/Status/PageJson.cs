using System.Buffers;
using System.Text.Json;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Status;

/// <summary>What the status page shows: the ensemble, what each agent tells of its member, and the runbook's line for each warning.</summary>
public static class PageJson
{
    /// <param name="view">The ensemble.</param>
    /// <param name="self">The member whose agent answers.</param>
    /// <param name="told">What each agent's <c>/status</c> said; null where no agent answered.</param>
    /// <param name="leaders">Who led in the last hour.</param>
    /// <param name="runbook">What to do about warnings.</param>
    /// <param name="now">When this was gathered.</param>
    public static ReadOnlyMemory<byte> Write(EnsembleView view, EnsembleServer self, Func<ServerId, JsonElement?> told, IReadOnlyList<LeaderChange> leaders, Runbook runbook, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("at", now);
            json.WriteString("answeredBy", self.ShortName);
            StatusJson.Write(json, view, row =>
            {
                json.WriteString("tone", row.State.Tone switch { StateTone.Good => "good", StateTone.Waiting => "waiting", _ => "bad" });
                json.WriteString("lag", row.Lag.Text);
                json.WriteOptional("why", row.Member.Sample.Explanation);
                json.WritePropertyName("agent");
                if (told(row.Member.Server.Id) is { } agent) agent.WriteTo(json);
                else json.WriteNullValue();
            });
            json.WriteStartArray("advice");
            foreach (var warning in view.Warnings.Concat(Unexplained(view)).Concat(OfMembers(view, told))) WriteAdvice(json, warning, runbook);
            json.WriteEndArray();
            WriteLeaders(json, leaders, view);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static void WriteLeaders(Utf8JsonWriter json, IReadOnlyList<LeaderChange> leaders, EnsembleView view)
    {
        json.WriteStartArray("leaders");
        foreach (var change in leaders)
        {
            json.WriteStartObject();
            json.WriteString("at", change.At);
            json.WriteOptional("name", change.Leader is { } id ? view.Rows.FirstOrDefault(row => row.Member.Server.Id == id)?.Name ?? $"myid {id}" : null);
            json.WriteOptional("epoch", change.Epoch);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteAdvice(Utf8JsonWriter json, string warning, Runbook runbook)
    {
        var line = runbook.Find(warning);
        json.WriteStartObject();
        json.WriteString("warning", warning);
        json.WriteOptional("action", line is { } known ? runbook.Lines[known].Action : null);
        json.WriteOptional("line", line);
        json.WriteEndObject();
    }

    /// <summary>Members of which only the table's word is known. The view warns of those that have an agent with a reason.</summary>
    private static IEnumerable<string> Unexplained(EnsembleView view) => view.Rows
        .Where(row => row.Member is { Report: null, Sample.Explanation: null })
        .Select(row => $"{row.Name} does not serve: {row.State.Text}");

    /// <summary>What several members say alike is said once.</summary>
    private static IEnumerable<string> OfMembers(EnsembleView view, Func<ServerId, JsonElement?> told) => view.Rows
        .SelectMany(row => Warnings(told(row.Member.Server.Id)), (row, warning) => (row.Name, Warning: warning))
        .GroupBy(said => said.Warning)
        .Select(same => $"{string.Join(", ", same.Select(said => said.Name))}: {same.Key}");

    private static IEnumerable<string> Warnings(JsonElement? told) =>
        told is { ValueKind: JsonValueKind.Object } agent && agent.TryGetProperty("warnings", out var warnings) && warnings.ValueKind == JsonValueKind.Array
            ? warnings.EnumerateArray().Where(w => w.ValueKind == JsonValueKind.String).Select(w => w.GetString()!)
            : [];
}
