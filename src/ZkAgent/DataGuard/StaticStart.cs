using Microsoft.Extensions.Logging;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Volume;

namespace ZkAgent.DataGuard;

/// <summary>A start with the list of the settings, which zoo.cfg has already.</summary>
internal sealed class StaticStart(DirectorySettings directories, MembershipFiles files, TimeProvider time, ILogger log) : IStartRule
{
    private volatile EnsembleConfiguration? _own;

    public void ReadVolume() => _own = files.Newest();

    public Task FindMembersAsync(LocalVolume volume, CancellationToken stop) => Task.CompletedTask;

    public StartPlan Decide(GuardFacts facts) => BackToStatic.Decide(facts, _own) ?? new(VoteDecision.Decide(facts), null);

    public void Write(StartPlan plan)
    {
        if (MembershipFiles.SetAside(directories, time.GetUtcNow()) is { } aside)
            log.LogInformation("{Sentence}", $"The list of members is that of the settings now; the lists of dynamic membership are kept in {aside}.");
    }
}
