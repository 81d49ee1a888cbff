using ZkAgent.CommandLine;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Text;
using ZkAgent.Launch;
using ZkAgent.Native;
using ZkAgent.Protocol;
using ZkAgent.Rendering;
using ZkAgent.Resilience;
using ZkAgent.Supervision;

namespace ZkAgent.Commands;

/// <summary><c>zkagent archive-classes</c>: starts ZooKeeper once while an image is built and saves the classes that it loaded.</summary>
internal sealed class ArchiveClassesCommand(TimeProvider time)
{
    /// <summary>A start takes about a second; the machine that builds the image may be busy.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    /// <summary>The archive is written at the end of the run.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(10);

    /// <param name="environment">The process environment.</param>
    /// <param name="output">Takes the sentence of success.</param>
    /// <param name="error">Takes the reason why there is no archive.</param>
    /// <param name="cancellation">Ends the command and throws.</param>
    /// <returns>0 where the archive is written; 1, or 78 where no ZooKeeper is found: the image works without an archive.</returns>
    public async Task<int> RunAsync(IReadOnlyDictionary<string, string> environment, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var found = new InstallationSearch(environment, Environment.ProcessPath).Find(serverCommand: null);
        if (found.Installation is not { } installation) return Fail(ExitCodes.WrongSettings, found.Problem!);
        if (LaunchPlanReader.Java(environment) is not { } java) return Fail(ExitCodes.WrongSettings, JavaSearch.Missing(environment));

        var work = Directory.CreateTempSubdirectory("zkagent-archive-");
        try
        {
            Directory.CreateDirectory(ClassArchive.EmptyDirectory);
            // The record first: without it there is no archive, whatever happens next.
            File.Delete(ClassArchive.RecordFile);
            File.Delete(ClassArchive.File);
            var member = SoleMember.In(work.FullName);
            var places = ConfigurationPlaces.Decide(member.Settings!, ConfigurationFacts.Empty, configFile: null);
            var prepared = ConfigurationWriter.Prepare(member.Settings!, member.LocalMember!, SoleMember.HostName, ConfigurationFiles.Of(member.Settings!, member.LocalMember!, guarded: false, places), GuardOverrides.None);
            if (prepared.Problems is [var problem, ..]) return Fail(ExitCodes.No, problem);
            var plan = LaunchPlan.ToMakeClassArchive(installation, places, member.Settings!, environment);
            if (await StartAndStopAsync(plan, member.LocalMember!.Self, output, error, cancellation) is { } failure) return Fail(ExitCodes.No, failure);
            await File.WriteAllTextAsync(ClassArchive.RecordFile, new ClassArchive(installation.Command, java).Format(), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(ExitCodes.No, $"{e.Message.TrimEnd('.')}; run this as root while the image is built");
        }
        finally
        {
            work.Delete(recursive: true);
        }
        await output.WriteLineAsync($"{ClassArchive.File} is written: {new FileInfo(ClassArchive.File).Length} bytes, for {installation.Command} with {java}");
        return ExitCodes.Ok;

        int Fail(int code, string reason)
        {
            error.WriteLine($"zkagent: cannot archive ZooKeeper's classes: {reason}");
            return code;
        }
    }

    /// <summary>One run of a server that elects itself, answers questions and opens a session.</summary>
    /// <returns>Why no archive was written; null: it was.</returns>
    private async Task<string?> StartAndStopAsync(LaunchPlan plan, EnsembleServer self, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var children = new ChildProcesses(ExecShim.ForThisProcess);
        children.Begin();
        var outcome = await children.StartAsync(plan);
        if (outcome.Child is not { } child) return outcome.Problem;

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _ = child.Exit.ContinueWith(_ => ended.Cancel(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            var target = new ClientTarget(self.ClientAddress!, self.ClientPort);
            if (await new WaitCommand(self.ClientPort, time).RunAsync([target], StartTimeout, output, error, ended.Token) != ExitCodes.Ok)
                return $"ZooKeeper did not serve within {DurationFormat.Duration(StartTimeout)}";
            _ = await new SessionClient(time).CheckAsync(target.Host, target.Port, SessionTimeout, ended.Token);
            children.SignalGroup(child, LibC.SIGTERM);
            var stopped = await Pipelines.ProcessEnd(time).TryAsync(StopTimeout, child.UntilEndedAsync, cancellation);
            if (stopped.IsTimeout()) return $"ZooKeeper did not end within {DurationFormat.Duration(StopTimeout)}";
            stopped.ThrowIfException();
        }
        catch (OperationCanceledException) when (child.Exit.IsCompleted)
        {
            return "ZooKeeper ended before it served; its last lines say why (Java 13 or later is needed)";
        }
        finally
        {
            children.SignalGroup(child, LibC.SIGKILL);
        }
        return File.Exists(ClassArchive.File) ? null : "Java wrote no archive; its last lines say why";
    }
}
