using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>Everything that a start with dynamic membership is decided by.</summary>
/// <param name="Guard">Our place, our volume, what the other members told, the overrides.</param>
/// <param name="Own">The newest configuration in our own files; null where there is none that can be read.</param>
/// <param name="Wanted">The ordinals that the StatefulSet asks for.</param>
/// <param name="Replicas">ZK_REPLICAS.</param>
public sealed record StartFacts(GuardFacts Guard, EnsembleConfiguration? Own, WantedMembers Wanted, int Replicas)
{
    /// <summary>The ordinals that have a claim for a volume; null where the API server does not tell.</summary>
    public IReadOnlyList<int>? Claims { get; init; }

    /// <summary>Addresses behind the headless service that do not say which member they are.</summary>
    public IReadOnlyList<string> SilentAddresses { get; init; } = [];

    public ServerPattern Pattern => Guard.LocalMember.Pattern!;

    /// <summary>Our server line by the settings.</summary>
    public EnsembleServer Self => Pattern.At(Pattern.OrdinalOf(Guard.LocalMember.Self.Id));
}
