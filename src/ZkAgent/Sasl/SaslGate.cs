using Microsoft.Extensions.Logging;
using ZkAgent.CommandLine;
using ZkAgent.Core.Sasl;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;
using ZkAgent.Protocol;
using ZkAgent.Resilience;
using ZkAgent.Supervision;

namespace ZkAgent.Sasl;

/// <summary>Runs before the first start of ZooKeeper: holds it back until the files of users and passwords can be used, and writes the JAAS file.</summary>
/// <remarks>A later start of ZooKeeper in place gets the same file: with another password this member could not reach the others.</remarks>
internal sealed class SaslGate(AgentSettings settings, SaslUsers users, AgentLogin login, SupervisionState state, TimeProvider time, ILogger log)
{
    /// <summary>Returns null once ZooKeeper may be started, or why it may not be.</summary>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public async Task<StartRefusal?> PassAsync(CancellationToken stop)
    {
        if (users.IsWritten || !SaslNeeds.Of(settings).Any) return null;
        if (settings.Security.RootForUsers && login.Login is null)
            return new(ExitCodes.WrongSettings, $"cannot use {SecurityCatalog.ClientSaslRootAcl.Name}=users: the agent sets the ACL in a session that authenticates with a digest, for which libssl is missing in the image; install libssl3, or set it to open");
        string? said = null;
        var outcome = await Pipelines.MountedFiles(time).ExecuteAsync(cancellation =>
        {
            cancellation.ThrowIfCancellationRequested();
            var verdict = users.Read();
            if (verdict.Refusals.Count > 0) return ValueTask.FromResult<Passed?>(new(new(ExitCodes.WrongSettings, string.Join('\n', verdict.Refusals))));
            if (verdict.IsUsable) return ValueTask.FromResult<Passed?>(Write(verdict));
            var sentence = "held back: " + string.Join("; ", verdict.Faults);
            state.Enter(ProcessPhase.HeldBack, sentence);
            if (sentence != said) log.LogWarning("{Sentence}", said = sentence);
            return ValueTask.FromResult<Passed?>(null);
        }, stop).ConfigureAwait(false) ?? throw new OperationCanceledException(stop);
        return outcome.Refusal;
    }

    private Passed Write(SaslVerdict verdict)
    {
        try
        {
            users.Write(verdict);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(new(ExitCodes.WrongSettings, $"cannot write {JaasFile.PathIn(settings.Directories)}: {e.Message.TrimEnd('.')}; see that {SettingCatalog.RunDir.Name} is writable"));
        }
        foreach (var warning in verdict.Warnings) log.LogWarning("{Sentence}", warning);
        if (login.LeftOut is { } leftOut) log.LogWarning("{Sentence}", leftOut);
        log.LogInformation("{Sentence}", Described(verdict));
        return new(null);
    }

    private string Described(SaslVerdict verdict) => verdict.Users is not { } known ? $"ZooKeeper authenticates by {settings.Security.JaasFile}."
        : $"ZooKeeper authenticates {string.Join(" and ", new[]
        {
            known.Clients is { } clients ? $"clients as {string.Join(", ", clients.Where(c => c.Name != SaslUser.Agent))}" : null,
            known.Quorum is { } quorum ? $"members as {quorum}{(known.SecondQuorum is { } second ? $" or {second}" : "")}" : null,
        }.OfType<string>())}.";

    /// <summary>The end of the rounds.</summary>
    private sealed record Passed(StartRefusal? Refusal);
}
