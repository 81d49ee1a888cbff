using ZkAgent.Backups;
using ZkAgent.CommandLine;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Status;
using ZkAgent.Departure;
using ZkAgent.Launch;
using ZkAgent.Machine;
using ZkAgent.Net;
using ZkAgent.Rendering;

namespace ZkAgent.Commands;

/// <summary>Every command but <c>run</c>: gives each its typed inputs and its streams.</summary>
internal static class OneShotCommands
{
    private static readonly TimeProvider Time = TimeProvider.System;

    public static async Task<int> RunAsync(Invocation invocation)
    {
        var (output, error) = (Console.Out, Console.Error);
        if (invocation.Options.ContainsKey("version")) return Print($"zkagent {AgentVersion.Text} ({System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription})\n");
        if (invocation.AsksForText) return Print(invocation.HelpText);
        switch (invocation.Verb)
        {
            case "ok" or "metrics":
                return await AskZooKeeperAsync();
            case "probe":
                return await ProbeAsync();
            case "wait":
                return await WaitAsync();
            case "backup" when invocation.Arguments is [not null, ..]:
                return ReadBackups();
            case "archive-classes":
                return await new ArchiveClassesCommand(Time).RunAsync(SettingSourcesReader.Variables(), output, error, default);
        }

        var (plan, sources) = AgentPlanReader.Read(invocation, member: invocation.Verb is "render" or "explain" or "restore" or "backup");
        if (invocation.Verb == "explain") ExplainCommand.Run(plan, LaunchReasons(), output);
        // A misspelt variable is often why another one is missing. explain has told them, in its own output.
        if (invocation.Verb != "explain" && plan.Problems.Count > 0)
            foreach (var warning in plan.Warnings) error.WriteLine($"zkagent: warning: {warning}");
        if (plan.Problems.Count > 0) return Refuse([.. plan.Problems.Select(p => p.ToString())]);
        return invocation.Verb switch
        {
            "backup" => await new BackupCommand(Time).RunAsync(plan.Settings!, plan.LocalMember!, invocation.Options.GetValueOrDefault("to"), Console.OpenStandardOutput, output, error, default),
            "drain" => await DrainCommand.RunAsync(DrainSocket.PathIn(plan.Settings!.Directories), output, error),
            "render" => RenderCommand.Run(plan.Settings!, plan.LocalMember!, plan.Settings!.Ensemble.PodName ?? HostName.Short, sources, invocation.Options.GetValueOrDefault("output"), output, error),
            "status" => await StatusAsync(),
            "restore" => new RestoreCommand(plan.Settings!, plan.LocalMember!, Time, output, error).Run(invocation.Options.GetValueOrDefault("from", ""), invocation.Options.GetValueOrDefault("at", "latest"), invocation.Options.GetValueOrDefault("epoch", ""), invocation.Options.ContainsKey("dry-run")),
            "connect-string" when invocation.Options.ContainsKey("external") => ConnectStringCommand.RunExternal(plan.Settings!.ExternalAddresses, output, error),
            "connect-string" when plan.Settings!.Ensemble.IsDynamic => await ConnectStringCommand.RunDynamicAsync(new(plan.Settings!.AgentPort, Time), plan.Topology!, plan.Settings!.ZooKeeper.SecureClientPort, output, error),
            "connect-string" => ConnectStringCommand.Run(plan.Topology!, plan.Settings!.ZooKeeper.SecureClientPort, output),
            _ => ExitCodes.Ok,
        };

        int Print(string text)
        {
            output.Write(text);
            return ExitCodes.Ok;
        }

        IReadOnlyList<string> LaunchReasons()
        {
            if (plan.Settings is not { } settings) return [];
            var places = ConfigurationPlacesReader.Read(settings, sources);
            string[] files = [.. places.Reasons.Prepend(ConfigFileReport.Of(sources)).OfType<string>(), .. places.Warnings, .. places.Problems];
            return new InstallationSearch(sources.Environment, Environment.ProcessPath).Find(settings.Supervision.ServerCommand).Installation is { } installation
                ? [.. files, .. LaunchPlanReader.Plan(installation, settings, places, sources).Reasons]
                : files;
        }

        int Refuse(params IReadOnlyList<string> problems)
        {
            foreach (var problem in problems) error.WriteLine($"zkagent: {problem}");
            return ExitCodes.WrongSettings;
        }

        async Task<int> StatusAsync()
        {
            var status = new StatusCommand(plan.Settings!.AgentPort, Time) { IsDynamic = plan.Settings!.Ensemble.IsDynamic, Backup = NewestBackup.Of(plan.Settings!.Backups, Time) };
            var (json, terminal) = (invocation.Options.ContainsKey("json"), !Console.IsOutputRedirected);
            // no-color.org: any value but an empty one.
            var colour = terminal && string.IsNullOrEmpty(sources.Environment.GetValueOrDefault("NO_COLOR"));
            var given = invocation.Options.GetValueOrDefault("interval");
            if (!invocation.Options.ContainsKey("watch"))
                return given is null ? await status.RunAsync(plan.Topology!, json, colour, output, default) : Refuse("cannot use --interval without --watch");
            if ((given is null ? StatusWatch.DefaultInterval : ValueReaders.Duration(given)) is not { Ticks: > 0 } interval)
                return Refuse($"cannot use --interval={given}: expected a duration such as 2s or 500ms");
            return await new StatusWatch(interval, Time).RunUntilSignalAsync(stop => status.LookAsync(plan.Topology!, stop), view => StatusCommand.Render(view, json, colour), terminal && !json ? () => ScreenSize.Of(Console.WindowWidth, Console.WindowHeight) : null, output);
        }

        async Task<int> AskZooKeeperAsync()
        {
            var settings = new SettingResolver(CommandSources.Read(invocation));
            var (port, wrong) = LocalPort.Of(settings, SettingCatalog.ClientPort, invocation.Arguments is [var argument] ? argument : null);
            if (wrong is not null) return Refuse(wrong);
            if (invocation.Verb == "ok")
            {
                // An agent that can't be asked holds nothing back.
                var (askAgent, noAgent) = LocalPort.Of(settings, SettingCatalog.AgentPort);
                var limit = settings.Find(SettingCatalog.OkTimeout);
                if (ValueReaders.Duration(limit.Text) is not { Ticks: > 0 } timeout) return Refuse(new SettingsProblem(limit.Origin, limit.Text, "a duration such as 2 (seconds) or 500ms").ToString());
                return await new OkCommand(Time).RunAsync(TcpDial.Loopback, port, noAgent is null ? askAgent : null, OkCommand.DeadlineOf(timeout), error, default);
            }
            return invocation.Options.ContainsKey("prometheus")
                ? await new ExpositionCommand(Time).RunAsync(settings, port, Console.OpenStandardOutput, error)
                : await new MetricsCommand(Time).RunAsync(TcpDial.Loopback, port, output, error, default);
        }

        int ReadBackups()
        {
            var settings = new SettingResolver(CommandSources.Read(invocation));
            var (word, directory, path) = (invocation.Arguments[0], invocation.Arguments.ElementAtOrDefault(1), invocation.Arguments.ElementAtOrDefault(2));
            var (cut, wrong) = BackupCut.Parse(invocation.Options.GetValueOrDefault("at", "latest"));
            if (cut is null) return Refuse(wrong!);
            if (path is not null && (word != "cat" || path is not ['/', ..])) return Refuse($"cannot use \"{path}\": {(word == "cat" ? "expected the path of a znode, which begins with /" : $"backup {word} takes at most one directory")}");
            var commands = new BackupReadingCommand(settings.Find(BackupCatalog.Dir).Text, Time, output, error);
            return word switch
            {
                "list" => commands.List(directory),
                "verify" => commands.Verify(directory, invocation.Options.ContainsKey("quick") ? VerifiedLevel.Quick : VerifiedLevel.Full),
                "cat" => commands.Cat(directory, path ?? "/", cut, Console.OpenStandardOutput),
                _ => Refuse($"cannot run \"backup {word}\": expected list, verify or cat; zkagent backup --help"),
            };
        }

        async Task<int> ProbeAsync()
        {
            if (invocation.Arguments is not [Probes.Startup or Probes.Live or Probes.Ready])
                return Refuse($"cannot probe \"{string.Join(' ', invocation.Arguments)}\": expected {Probes.Startup}, {Probes.Live} or {Probes.Ready}");
            var settings = new SettingResolver(CommandSources.Read(invocation));
            var (agentPort, wrongAgent) = LocalPort.Of(settings, SettingCatalog.AgentPort);
            var (clientPort, wrongClient) = LocalPort.Of(settings, SettingCatalog.ClientPort);
            if ((wrongAgent ?? wrongClient) is { } wrong) return Refuse(wrong);
            return await new ProbeCommand(Time).RunAsync(invocation.Arguments[0], agentPort, clientPort, ProbeCommand.Deadline, output, default);
        }

        async Task<int> WaitAsync()
        {
            var timeout = invocation.Options.TryGetValue("timeout", out var given) ? ValueReaders.Duration(given) : WaitCommand.DefaultTimeout;
            if (timeout is null) return Refuse($"cannot use --timeout={given}: expected a duration such as 30s or 5m");
            var (targets, unreadable) = invocation.Arguments is [var connect] ? ConnectString.Parse(connect) : default;
            if (unreadable is not null) return Refuse(unreadable);
            var settings = new SettingResolver(CommandSources.Read(invocation));
            var (agentPort, wrongAgent) = LocalPort.Of(settings, SettingCatalog.AgentPort);
            if (wrongAgent is not null) return Refuse(wrongAgent);
            if (targets is null)
            {
                var (ensemble, _) = AgentPlanReader.Read(invocation, member: false);
                if (ensemble.Problems.Count > 0) return Refuse([.. ensemble.Problems.Select(p => p.ToString())]);
                targets = [.. ensemble.Topology!.Servers.Select(s => new ClientTarget(s.Host, s.ClientPort))];
            }
            // With addresses no plan is made that would tell of it.
            else if (settings.UnknownFlags.Count > 0) return Refuse([.. settings.UnknownFlags.Select(p => p.ToString())]);
            return await new WaitCommand(agentPort, Time).RunAsync(targets, timeout.Value, output, error, default);
        }
    }
}
