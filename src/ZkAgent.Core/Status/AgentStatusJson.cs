using System.Buffers;
using System.Text.Json;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Status;

/// <summary>The agent's own view of its server as JSON: identity, state, process, sample, probes.</summary>
public static class AgentStatusJson
{
    /// <param name="identity">Who answers.</param>
    /// <param name="health">The health of the last sample.</param>
    /// <param name="volume">Whether the volume answers.</param>
    /// <param name="details">What else the agent knows.</param>
    /// <param name="asked">When it was asked.</param>
    public static ReadOnlyMemory<byte> Write(AgentIdentity identity, HealthSnapshot health, ProbeCheck volume, AgentDetails details, DateTimeOffset asked)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            WriteIdentity(json, identity);
            json.WriteStartObject("health");
            json.WriteString("state", health.State.Word());
            json.WriteString("sentence", health.Sentence);
            json.WriteString("since", health.Since);
            json.WriteEndObject();
            WriteProcess(json, health.Seen.Process);
            json.WriteStartObject("probes");
            WriteVerdict(json, Probes.DecideStartup(health));
            WriteVerdict(json, Probes.DecideLive(health));
            WriteVerdict(json, Probes.DecideReady(health, asked));
            json.WriteEndObject();
            json.WriteStartObject("volume");
            json.WriteBoolean("answers", volume.Pass);
            json.WriteString("sentence", volume.Reason);
            json.WriteEndObject();
            AgentDetailsJson.Write(json, details, health.Seen.Sample?.Report?.Version, asked);
            if (identity.View is { } view) MembershipViewJson.Write(json, view);
            if (identity.Backup is { } backup) BackupViewJson.Write(json, backup);
            if (health.Seen.Sample is { } sample) WriteSample(json, sample);
            else json.WriteNull("sample");
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteIdentity(Utf8JsonWriter json, AgentIdentity identity)
    {
        var self = identity.LocalMember.Self;
        json.WriteString("agentVersion", identity.Version);
        json.WriteStartObject("server");
        json.WriteNumber("myid", self.Id.Value);
        json.WriteString("name", self.ShortName);
        json.WriteString("host", self.Host);
        json.WriteString("role", self.Role == Ensemble.ServerRole.Observer ? "observer" : "participant");
        json.WriteBoolean("standalone", identity.LocalMember.Standalone);
        json.WriteNumber("servers", identity.LocalMember.Topology.Servers.Count);
        json.WriteNumber("participants", identity.LocalMember.Topology.Participants.Count);
        json.WriteEndObject();
    }

    private static void WriteProcess(Utf8JsonWriter json, SupervisionSnapshot process)
    {
        json.WriteStartObject("process");
        json.WriteString("phase", Word(process.Phase));
        json.WriteString("sentence", process.Sentence);
        json.WriteString("since", process.Since);
        json.WriteOptional("pid", process.Pid);
        json.WriteNumber("restarts", process.Restarts);
        json.WriteOptional("lastExit", process.LastExit?.ToString());
        json.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter json, ProbeVerdict verdict)
    {
        json.WriteStartObject(verdict.Probe);
        json.WriteBoolean("pass", verdict.Pass);
        json.WriteString("sentence", verdict.Sentence);
        json.WriteEndObject();
    }

    private static void WriteSample(Utf8JsonWriter json, Sample sample)
    {
        json.WriteStartObject("sample");
        json.WriteString("at", sample.At);
        json.WriteNumber("tookMilliseconds", Math.Round(sample.Took.TotalMilliseconds, 1));
        json.WriteString("srvr", sample.Srvr.Reason);
        json.WriteOptional("mntr", sample.Mntr?.Reason);
        json.WritePropertyName("report");
        ReportJson.Write(json, sample.Report);
        json.WriteEndObject();
    }

    private static string Word(ProcessPhase phase) => phase switch
    {
        ProcessPhase.Preparing => "preparing",
        ProcessPhase.HeldBack => "held-back",
        ProcessPhase.Running => "running",
        ProcessPhase.BackingOff => "backing-off",
        ProcessPhase.Stopping => "stopping",
        _ => "ended",
    };
}
