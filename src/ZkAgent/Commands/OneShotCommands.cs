using ZkAgent.CommandLine;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Settings;
using ZkAgent.EarlyPath;
using ZkAgent.Health;
using ZkAgent.Host;

namespace ZkAgent.Commands;

/// <summary>Every command but <c>run</c>: gives each its typed inputs and its streams.</summary>
internal static class OneShotCommands
{
    private static readonly TimeProvider Time = TimeProvider.System;

    public static async Task<int> RunAsync(Invocation invocation)
    {
        var (output, error) = (Console.Out, Console.Error);
        if (invocation.Options.ContainsKey("version")) return Print($"zkagent {AgentVersion.Text} ({System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription})\n");
        if (invocation.Verb == "help") return Print(HelpText.All());
        if (invocation.Options.ContainsKey("help")) return Print(HelpText.Of(Verbs.Find(invocation.Verb)!));
        switch (invocation.Verb)
        {
            case "ok" or "metrics":
                var (port, wrong) = LocalPort.Of(invocation, SettingCatalog.ClientPort, invocation.Arguments is [var argument] ? argument : null);
                if (wrong is not null) return Refuse(wrong);
                if (invocation.Options.ContainsKey("prometheus")) return await new ExpositionCommand(Time).RunAsync(invocation, port, Console.OpenStandardOutput, error);
                return invocation.Verb == "ok"
                    ? await new OkCommand(Time).RunAsync(TcpDial.Loopback, port, OkCommand.Deadline - WrappedMain.Spent, error, default)
                    : await new MetricsCommand(Time).RunAsync(TcpDial.Loopback, port, output, error, default);
            case "probe":
                return await ProbeAsync(invocation);
            case "wait":
                return await WaitAsync(invocation);
        }

        var plan = PlanReading.Read(invocation, member: invocation.Verb is "render" or "explain");
        if (invocation.Verb == "explain") ExplainCommand.Run(plan, output);
        // A misspelt variable is often why another one is missing. explain has told them, in its own output.
        if (invocation.Verb != "explain" && plan.Problems.Count > 0)
            foreach (var warning in plan.Warnings) error.WriteLine($"zkagent: warning: {warning}");
        if (plan.Problems.Count > 0) return Refuse([.. plan.Problems.Select(p => p.ToString())]);
        return invocation.Verb switch
        {
            "drain" => await DrainCommand.RunAsync(AgentHost.DrainPath(plan.Settings!), output, error),
            "render" => RenderCommand.Run(plan.Settings!, plan.Seat!, HostName.Short, invocation.Options.GetValueOrDefault("output"), output, error),
            "status" => await new StatusCommand(Time).RunAsync(plan.Topology!, invocation.Options.ContainsKey("json"), colour: !Console.IsOutputRedirected, output, default),
            "connect-string" => ConnectStringCommand.Run(plan.Topology!, output),
            _ => ExitCodes.Ok,
        };

        int Print(string text)
        {
            output.Write(text);
            return ExitCodes.Ok;
        }

        int Refuse(params IReadOnlyList<string> problems)
        {
            foreach (var problem in problems) error.WriteLine($"zkagent: {problem}");
            return ExitCodes.WrongSettings;
        }

        async Task<int> ProbeAsync(Invocation invocation)
        {
            if (invocation.Arguments is not [Probes.Startup or Probes.Live or Probes.Ready])
                return Refuse($"cannot probe \"{string.Join(' ', invocation.Arguments)}\": expected {Probes.Startup}, {Probes.Live} or {Probes.Ready}");
            var (agentPort, wrongAgent) = LocalPort.Of(invocation, SettingCatalog.AgentPort, null);
            var (clientPort, wrongClient) = LocalPort.Of(invocation, SettingCatalog.ClientPort, null);
            if ((wrongAgent ?? wrongClient) is { } wrong) return Refuse(wrong);
            return await new ProbeCommand(Time).RunAsync(invocation.Arguments[0], agentPort, clientPort, ProbeCommand.Deadline - WrappedMain.Spent, output, default);
        }

        async Task<int> WaitAsync(Invocation invocation)
        {
            var timeout = invocation.Options.TryGetValue("timeout", out var given) ? ValueReaders.Duration(given) : WaitCommand.DefaultTimeout;
            if (timeout is null) return Refuse($"cannot use --timeout={given}: expected a duration such as 30s or 5m");
            if (invocation.Options.GetValueOrDefault("for", "quorum") is var what and not "quorum")
                return Refuse($"cannot use --for={what}: expected quorum");
            var targets = invocation.Arguments is [var connect] ? ConnectString.Parse(connect) : default;
            if (targets.Problem is { } unreadable) return Refuse(unreadable);
            if (targets.Connect is null)
            {
                var ensemble = PlanReading.Read(invocation, member: false);
                if (ensemble.Problems.Count > 0) return Refuse([.. ensemble.Problems.Select(p => p.ToString())]);
                targets.Connect = new([.. ensemble.Topology!.Servers.Select(s => new ClientTarget(s.Host, s.ClientPort))], null);
            }
            return await new WaitCommand(Time).RunAsync(targets.Connect.Targets, timeout.Value, output, error, default);
        }
    }
}
