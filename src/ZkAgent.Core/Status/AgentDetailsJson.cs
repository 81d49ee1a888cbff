using System.Text.Json;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Metrics;

namespace ZkAgent.Core.Status;

/// <summary>What an agent knows of its member, as JSON in <c>/status</c>.</summary>
internal static class AgentDetailsJson
{
    /// <summary>Writes the properties guard, disk, certificates, advisories and warnings.</summary>
    /// <param name="json">Inside an object.</param>
    /// <param name="details">What the agent knows.</param>
    /// <param name="version">ZooKeeper's version as it reports it.</param>
    /// <param name="now">The moment, by the wall clock.</param>
    public static void Write(Utf8JsonWriter json, AgentDetails details, string? version, DateTimeOffset now)
    {
        if (details.Guard is { } guard)
        {
            json.WriteStartObject("guard");
            json.WriteString("state", guard.Action.Word());
            json.WriteString("sentence", guard.Sentence);
            json.WriteBoolean("overrideUsed", details.OverrideUsed);
            json.WriteEndObject();
        }
        if (details.Disk is { } disk) WriteDisk(json, disk);
        json.WriteStartArray("certificates");
        foreach (var certificate in details.Certificates)
        {
            json.WriteStartObject();
            json.WriteString("port", certificate.Port);
            WriteMoment(json, "file", certificate.File);
            WriteMoment(json, "served", certificate.Served);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("advisories");
        foreach (var advisory in VersionAdvisories.Of(version))
        {
            json.WriteStartObject();
            json.WriteString("id", advisory.Id);
            json.WriteBoolean("losesData", advisory.Kind == AdvisoryKind.LosesData);
            json.WriteString("what", advisory.What);
            json.WriteString("fixedIn", advisory.Fixed.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (var warning in AgentWarnings.Find(details, version, now)) json.WriteStringValue(warning);
        json.WriteEndArray();
    }

    private static void WriteDisk(Utf8JsonWriter json, DiskFigures disk)
    {
        json.WriteStartObject("disk");
        json.WriteStartArray("directories");
        foreach (var directory in disk.Directories)
        {
            json.WriteStartObject();
            json.WriteString("name", directory.Name);
            json.WriteNumber("bytes", directory.Bytes);
            json.WriteNumber("filesystemBytes", directory.FilesystemBytes);
            json.WriteNumber("freeBytes", directory.FreeBytes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("snapshots", disk.Snapshots);
        WriteMoment(json, "newestSnapshot", disk.NewestSnapshotAt);
        json.WriteEndObject();
    }

    private static void WriteMoment(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is { } known) json.WriteString(name, known);
        else json.WriteNull(name);
    }
}
