using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ZkAgent.Core.Status;

/// <summary>The ensemble as JSON for programs: the table's content, with the members' whole reports.</summary>
public static class StatusJson
{
    public static string Render(EnsembleView view)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            Write(json, view, more: null);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the ensemble's properties.</summary>
    /// <param name="json">Inside an object.</param>
    /// <param name="view">What to write.</param>
    /// <param name="more">Adds properties to a server; null for none.</param>
    internal static void Write(Utf8JsonWriter json, EnsembleView view, Action<MemberRow>? more)
    {
        json.WriteBoolean("quorum", view.HasQuorum);
        json.WriteString("sentence", view.Sentence);
        json.WriteOptional("leader", view.Leader?.Server.ShortName);
        json.WriteStartArray("servers");
        foreach (var row in view.Rows) WriteRow(json, row, more);
        json.WriteEndArray();
        if (view.Membership is { } membership) MembershipViewJson.Write(json, membership);
        if (view.Backup is { } backup) json.WriteString("backup", backup);
        json.WriteStartArray("warnings");
        foreach (var warning in view.Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, MemberRow row, Action<MemberRow>? more)
    {
        var (server, sample) = (row.Member.Server, row.Member.Sample);
        json.WriteStartObject();
        json.WriteNumber("myid", server.Id.Value);
        json.WriteString("name", row.Name);
        json.WriteString("endpoint", server.ClientEndpoint);
        json.WriteString("role", row.Role);
        json.WriteString("state", row.State.Text);
        json.WriteString("inSync", row.InSync);
        json.WriteOptional("lagTransactions", row.Lag.Transactions);
        json.WriteNumber("tookMilliseconds", Math.Round(sample.Took.TotalMilliseconds, 1));
        json.WritePropertyName("report");
        ReportJson.Write(json, sample.Report);
        more?.Invoke(row);
        json.WriteEndObject();
    }
}
