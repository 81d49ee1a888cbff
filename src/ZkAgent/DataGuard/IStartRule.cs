using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Volume;

namespace ZkAgent.DataGuard;

/// <summary>What differs between static and dynamic membership in a decision about a start.</summary>
internal interface IStartRule
{
    /// <summary>Reads the lists on the volume. Called on the volume's thread with each reading of the volume.</summary>
    /// <exception cref="IOException">The volume can't be read.</exception>
    void ReadVolume();

    /// <summary>Finds out whom to ask, before each round of questions.</summary>
    /// <param name="volume">Our volume.</param>
    /// <param name="stop">Ends it early and throws.</param>
    Task FindMembersAsync(LocalVolume volume, CancellationToken stop);

    /// <summary>Decides.</summary>
    StartPlan Decide(GuardFacts facts);

    /// <summary>Writes the list that ZooKeeper is started with. Called on the volume's thread before the volume is prepared.</summary>
    /// <exception cref="IOException">The volume can't be written.</exception>
    void Write(StartPlan plan);
}
