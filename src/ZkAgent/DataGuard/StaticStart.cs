using Microsoft.Extensions.Logging;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Restores;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Files;
using ZkAgent.Volume;

namespace ZkAgent.DataGuard;

/// <summary>A start with the list of the settings, which zoo.cfg has already, or with a configuration that is the same list.</summary>
/// <param name="directories">Where the data is.</param>
/// <param name="zooCfg">The zoo.cfg with the list of the settings.</param>
/// <param name="files">The lists of dynamic membership.</param>
/// <param name="identities">Whose volume it is.</param>
internal sealed class StaticStart(DirectorySettings directories, RenderedFile zooCfg, MembershipFiles files, VolumeIdentityFile identities, TimeProvider time, ILogger log) : IStartRule
{
    private volatile EnsembleConfiguration? _own;

    public void ReadVolume() => _own = files.Newest();

    public Task FindMembersAsync(LocalVolume volume, CancellationToken stop) => Task.CompletedTask;

    public StartPlan Decide(GuardFacts facts)
    {
        var restore = RestoreDecision.Decide(facts);
        var plan = restore?.Decision is { } decision ? new(decision, null) : BackToStatic.Decide(facts, _own) ?? new(VoteDecision.Decide(facts), null);
        return plan with { Restore = restore };
    }

    public void Write(StartPlan plan)
    {
        if (plan.List is { } list)
        {
            files.Write(list);
            log.LogInformation("{Sentence}", $"ZooKeeper goes on with configuration {list.Configuration.VersionText}, which is the list of the settings.");
            return;
        }
        if (!Directory.Exists(directories.Membership)) return;
        // An earlier start of this agent may have left a zoo.cfg that names a list.
        FileWriter.Write(zooCfg);
        if (identities.Read().Known is { IsDynamic: true } identity) identities.Write(identity with { IsDynamic = false, Configuration = null });
        if (MembershipFiles.SetAside(directories, time.GetUtcNow()) is { } aside)
            log.LogInformation("{Sentence}", $"The list of members is that of the settings now; the lists of dynamic membership are kept in {aside}.");
    }
}
