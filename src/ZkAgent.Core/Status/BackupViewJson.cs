using System.Text.Json;
using ZkAgent.Core.Backups;

namespace ZkAgent.Core.Status;

/// <summary>The schedule of backups as JSON, in an agent's own view.</summary>
internal static class BackupViewJson
{
    /// <summary>Writes the property <c>backup</c>.</summary>
    public static void Write(Utf8JsonWriter json, BackupView view)
    {
        json.WriteStartObject("backup");
        json.WriteString("sentence", view.Sentence);
        json.WriteBoolean("running", view.Running);
        if (view.Last is { } last)
        {
            json.WriteStartObject("last");
            json.WriteString("name", last.Name);
            json.WriteString("time", last.Time);
            json.WriteString("member", last.Member);
            json.WriteString("zxid", last.Zxid.ToString());
            json.WriteNumber("bytes", last.Bytes);
            json.WriteString("verified", last.Verified.Word());
            json.WriteEndObject();
        }
        if (view.Segments is { } segments)
        {
            json.WriteStartObject("segments");
            json.WriteString("zxid", segments.Last.ToString());
            json.WriteString("time", segments.Time);
            json.WriteOptional("gap", segments.Gap);
            json.WriteEndObject();
        }
        json.WriteOptional("failure", view.Failure?.Sentence);
        json.WriteEndObject();
    }
}
