using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.DataGuard;

/// <summary>Proves that there is nothing to lose: that in one moment no participant had any data.</summary>
/// <remarks>
/// Peers are asked one after another, and between two answers data can come and go: one member joins a quorum, another is wiped. So
/// each is asked twice, and every second question is put when all first answers are there. A member gains data and never loses it while its
/// agent lives, so a member that was blank in both answers of one life was blank in the moment between the two rounds, and all were at once.
/// </remarks>
public static class Bootstrap
{
    /// <summary>True when every participant was blank in both rounds and no member that answered, observers included, has or had data.</summary>
    public static bool Proven(GuardFacts facts) =>
        facts.Now.All(p => p.Server.Role == ServerRole.Observer || IsBlankInBoth(p, facts.Before))
        && facts.Now.All(p => p.Report is null || p.Report.Volume is { } volume && volume.Data.IsBlank());

    private static bool IsBlankInBoth(PeerAnswer now, IReadOnlyList<PeerAnswer> before) =>
        now.Report?.Volume is { } volume && volume.Data.IsBlank()
        && before.FirstOrDefault(b => b.Server.Id == now.Server.Id)?.Report?.Volume is { } earlier && earlier.Data.IsBlank()
        && earlier.Instance == volume.Instance;
}
