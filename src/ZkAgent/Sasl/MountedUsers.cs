using Microsoft.Extensions.Logging;
using ZkAgent.CommandLine;
using ZkAgent.Core.Sasl;
using ZkAgent.Core.Settings;
using ZkAgent.Protocol;
using ZkAgent.Supervision;

namespace ZkAgent.Sasl;

/// <summary>The users and passwords, and the JAAS file of them.</summary>
/// <remarks>A later start of ZooKeeper in place gets the same file: with another password this member could not reach the others.</remarks>
internal sealed class MountedUsers(AgentSettings settings, SaslUsers users, AgentLogin login, ILogger log) : IMountedFiles
{
    private SaslVerdict? _verdict;

    public MountedFilesState Read()
    {
        if (users.IsWritten || !SaslNeeds.Of(settings).Any) return MountedFilesState.Good;
        if (settings.Security.RootForUsers && login.Login is null)
            return new([$"cannot use {SecurityCatalog.ClientSaslRootAcl.Name}=users: the agent sets the ACL in a session that authenticates with a digest, for which libssl is missing in the image; install libssl3, or set it to open"], []);
        _verdict = users.Read();
        return new(_verdict.Refusals, _verdict.Faults);
    }

    public StartRefusal? Write()
    {
        if (users.IsWritten || _verdict is not { } verdict) return null;
        try
        {
            users.Write(verdict);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(ExitCodes.WrongSettings, $"cannot write {JaasFile.PathIn(settings.Directories)}: {e.Message.TrimEnd('.')}; see that {SettingCatalog.RunDir.Name} is writable");
        }
        foreach (var warning in verdict.Warnings) log.LogWarning("{Sentence}", warning);
        if (login.LeftOut is { } leftOut) log.LogWarning("{Sentence}", $"The session check is left out: {leftOut}.");
        log.LogInformation("{Sentence}", Described(verdict));
        return null;
    }

    private string Described(SaslVerdict verdict) => verdict.Users is not { } known ? $"ZooKeeper authenticates by {settings.Security.JaasFile}."
        : $"ZooKeeper authenticates {string.Join(" and ", new[]
        {
            known.Clients is { } clients ? $"clients as {string.Join(", ", clients.Where(c => c.Name != SaslUser.Agent))}" : null,
            known.Quorum is { } quorum ? $"members as {quorum}{string.Concat(known.OtherQuorum.Select(other => $" or {other}"))}" : null,
        }.OfType<string>())}.";
}
