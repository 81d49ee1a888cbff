using Microsoft.Extensions.Logging;
using ZkAgent.CommandLine;
using ZkAgent.Composition;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Restores;
using ZkAgent.Core.Settings;
using ZkAgent.DataGuard;
using ZkAgent.Hosting;
using ZkAgent.Launch;
using ZkAgent.Logging;
using ZkAgent.Machine;
using ZkAgent.Membership;
using ZkAgent.Native;
using ZkAgent.Net;
using ZkAgent.Rendering;
using ZkAgent.Tls;
using ZkAgent.Volume;

namespace ZkAgent.Commands;

/// <summary>Settles everything that <c>run</c> needs before the host is built: what can be refused is refused here, before anything starts.</summary>
internal static class RunPreparation
{
    /// <param name="invocation">The command line, whose flags are settings.</param>
    /// <param name="log">Takes the warnings and the problems, all at once.</param>
    /// <param name="settled">Receives the termination log, before any volume is touched.</param>
    /// <returns>The plan; null, and the exit code, where the agent refuses to start. The problems are logged then.</returns>
    public static (RunPlan? Plan, int Refused) Prepare(Invocation invocation, ContainerLog log, Action<TerminationLog> settled)
    {
        var (plan, sources) = AgentPlanReader.Read(invocation, member: true);
        log.Format = LogFormatWords.Of(plan.Effective);
        var terminationMessage = new TerminationLog(plan.Effective.First(e => e.Name == SettingCatalog.TerminationLog.Name).Value, TimeProvider.System);
        settled(terminationMessage);
        var search = new InstallationSearch(sources.Environment, Environment.ProcessPath);
        var found = search.Find(
            plan.Effective.First(e => e.Name == SettingCatalog.ServerCommand.Name).Value is { Length: > 0 } command ? command : null);

        foreach (var note in plan.Notes) log.LogInformation("{Sentence}", note);
        foreach (var warning in plan.Warnings) log.LogWarning("{Sentence}", warning);
        string[] wrong = [.. plan.Problems.Select(p => p.ToString()), .. found.Problem is { } missing ? [missing] : Array.Empty<string>()];
        if (wrong.Length > 0) return (null, Refuse(wrong, ExitCodes.WrongSettings, terminationMessage, log));
        var (settings, local, installation) = (plan.Settings!, plan.LocalMember!, found.Installation!);
        var now = TimeProvider.System.GetUtcNow();
        string[] refused = [.. GuardOverrides.TooLong(settings.Overrides, now).Append(RootAclSupport.Problem(settings.Security, installation)).Append(MountTable.BackupProblem(settings)).Concat(DynamicMembershipSupport.Problems(settings, installation, () => LibSsl.IsAvailable)).Append(RestoreSupport.Problem(settings.Restore, installation)).OfType<SettingsProblem>().Select(p => p.ToString())];
        if (refused.Length > 0) return (null, Refuse(refused, ExitCodes.WrongSettings, terminationMessage, log));
        var (super, password) = settings.Ensemble.IsDynamic ? SuperUser.Prepare(settings) : default;
        if (password is not null) return (null, Refuse([password.ToString()], ExitCodes.WrongSettings, terminationMessage, log));
        foreach (var sentence in GuardOverrides.Sentences(settings.Overrides, now)) log.LogWarning("{Sentence}", sentence);
        var overrides = new OperatorOverrides(settings.Overrides, TimeProvider.System);
        log.MyId = local.Self.Id.ToString();
        log.LogInformation("{Sentence}", local.Standalone
            ? $"zkagent {AgentVersion.Text}: {local.Self.ShortName} is a standalone server with myid {local.Self.Id}; {settings.Jvm.HeapReason}"
            : local.Pattern is not null ? $"zkagent {AgentVersion.Text}: {local.Self.ShortName} is server {local.Self.Id} with dynamic membership; {settings.Jvm.HeapReason}"
            : $"zkagent {AgentVersion.Text}: {local.Self.ShortName} is server {local.Self.Id} of {local.Topology.Servers.Count}, a quorum is {local.Topology.Rule.Needed}; {settings.Jvm.HeapReason}");

        var places = ConfigurationPlacesReader.Read(settings, sources);
        if (ConfigFileReport.Of(sources) is { } used) log.LogInformation("{Sentence}", used);
        foreach (var sentence in places.Reasons) log.LogInformation("{Sentence}", sentence);
        foreach (var warning in places.Warnings) log.LogWarning("{Sentence}", warning);
        if (places.Problems.Count > 0) return (null, Refuse(places.Problems, ExitCodes.WrongSettings, terminationMessage, log));
        var configuration = ConfigurationFiles.Of(settings, local, guarded: installation.CanBeGuarded, places);
        // A java.env that an earlier render left would win over our flags: it is brought up to date where it is ours.
        var files = places is { JavaEnvExists: true, JavaEnv: { } javaEnv } ? [.. configuration, JavaEnv.Render(settings, javaEnv)] : configuration;
        var prepared = ConfigurationWriter.Prepare(settings, local, settings.Ensemble.PodName ?? HostName.Short, files, overrides.InForce);
        if (prepared.TookVolume) overrides.UseUp(GuardOverride.Volume);
        foreach (var sentence in prepared.Said) log.LogInformation("{Sentence}", sentence);
        if (prepared.Problems.Count > 0) return (null, Refuse(prepared.Problems, prepared.ExitCode, terminationMessage, log));

        if (MisplacedDataSearch.Warning(settings.Directories) is { } misplaced) log.LogWarning("{Sentence}", misplaced);
        foreach (var warning in TlsWarnings.Of(settings, local.Standalone)) log.LogWarning("{Sentence}", warning);
        foreach (var warning in MountTable.Warnings(settings.Directories, settings.Backups.Directory)) log.LogWarning("{Sentence}", warning);

        if (LoginOverride.Problem(settings, LaunchPlanReader.OptionFiles(settings, sources.Scripts.Over(sources.Environment))) is { } login) return (null, Refuse([login], ExitCodes.WrongSettings, terminationMessage, log));

        var ports = PortCheck.Problems(PortClaim.Of(settings, local));
        if (ports.Count > 0) return (null, Refuse(ports, ExitCodes.WrongSettings, terminationMessage, log));

        if (VersionAdvisories.DataLossWarning(installation.Version) is { } loses) log.LogWarning("{Sentence}", loses);
        if (LogBinding.Problem(search.LogJars(installation)) is { } silent) log.LogWarning("{Sentence}", silent);
        if (!installation.CanBeGuarded)
            log.LogWarning("{Sentence}", $"The data guard is off: ZooKeeper {installation.Version} cannot be kept from voting with an empty volume, {ZooKeeperVersion.OldestToGuard} and later can.");
        var launch = LaunchPlanReader.Plan(installation, settings, places, sources, super?.Flags);
        foreach (var sentence in launch.Reasons) log.LogInformation("{Sentence}", sentence);
        return (new(settings, local, launch, Guarded: installation.CanBeGuarded, overrides, terminationMessage) { ZooCfg = configuration.First(f => f.Path == places.ZooCfg), ZooCfgWithoutList = ZooCfg.Render(settings, local, installation.CanBeGuarded, places.ZooCfg, listApart: true), SuperUser = super, ZooKeeper = installation.Version }, ExitCodes.Ok);
    }

    private static int Refuse(IReadOnlyList<string> problems, int code, TerminationLog terminationMessage, ContainerLog log)
    {
        foreach (var problem in problems) log.LogError("{Sentence}", problem);
        terminationMessage.Write(string.Join('\n', problems) + "\n");
        return code;
    }
}
