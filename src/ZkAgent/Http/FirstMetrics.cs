using System.Globalization;
using System.Text;
using ZkAgent.Core.Health;

namespace ZkAgent.Http;

/// <summary>A first exposition in text format 0.0.4: little, but true. The typed one takes this file's place.</summary>
internal static class FirstMetrics
{
    public static string Write(AgentIdentity identity, HealthReading health, SessionCheck? session, DateTimeOffset asked)
    {
        var page = new StringBuilder(2048);
        var report = health.Seen.Look?.Report;
        var serves = report is not null && report.Mode != ServerMode.Unknown;

        Family(page, "zk_up", "gauge", "1 if ZooKeeper serves and tells its state.");
        page.Append("zk_up ").Append(serves ? 1 : 0).Append('\n');
        if (serves)
        {
            Family(page, "zk_server_state", "gauge", "The state the server reports; 1 for the one it is in.");
            page.Append("zk_server_state{state=\"").Append(report!.Mode.Word()).Append("\"} 1\n");
        }

        Family(page, "zkagent_build_info", "gauge", "The agent's version.");
        page.Append("zkagent_build_info{version=\"").Append(identity.Version).Append("\"} 1\n");

        Family(page, "zkagent_health_state", "gauge", "The server's state as the agent judges it; 1 for the one it is in.");
        foreach (var state in HealthStates.All)
            page.Append("zkagent_health_state{state=\"").Append(state.Word()).Append("\"} ").Append(state == health.State ? 1 : 0).Append('\n');

        Family(page, "zkagent_probe_success", "gauge", "What the probe answers now: 1 yes, 0 no.");
        foreach (var verdict in (ReadOnlySpan<ProbeVerdict>)[Probes.DecideStartup(health), Probes.DecideLive(health), Probes.DecideReady(health, asked)])
            page.Append("zkagent_probe_success{probe=\"").Append(verdict.Probe).Append("\"} ").Append(verdict.Pass ? 1 : 0).Append('\n');

        if (session is not null && session.SaysSomethingOf(health)) WriteSession(page, session);

        Family(page, "zkagent_restarts_total", "counter", "Restarts of ZooKeeper in place since the agent started.");
        page.Append("zkagent_restarts_total ").Append(health.Seen.Process.Restarts).Append('\n');
        return page.ToString();
    }

    private static void WriteSession(StringBuilder page, SessionCheck session)
    {
        Family(page, "zkagent_session_check_success", "gauge", "1 if the last session opened on loopback came and went, 0 if not.");
        page.Append("zkagent_session_check_success ").Append(session.Pass ? 1 : 0).Append('\n');
        Family(page, "zkagent_session_check_seconds", "gauge", "How long the last session check took.");
        page.Append(CultureInfo.InvariantCulture, $"zkagent_session_check_seconds {session.Took.TotalSeconds:0.######}\n");
    }

    private static void Family(StringBuilder page, string name, string type, string help) =>
        page.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
}
