namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>How much of the world the model shows.</summary>
/// <param name="Writes">Writes that clients send.</param>
/// <param name="Changes">Changes of the membership, those that are not committed included.</param>
internal sealed record Bounds(int Writes, int Changes)
{
    /// <summary>Volumes that are lost, with the lists on them.</summary>
    public int Wipes { get; init; }

    /// <summary>Losses of the lists on a volume that keeps its data, or of the data on one that keeps its lists.</summary>
    public int Losses { get; init; }

    /// <summary>Changes of spec.replicas.</summary>
    public int Scales { get; init; }

    /// <summary>Members that answer to some and not to others, followers that are cut off, an API server that does not answer or answers late.</summary>
    public bool Partitions { get; init; }

    /// <summary>Followers are synchronised one by one; otherwise an election does it for all that took part, as far as they live on.</summary>
    public bool StepByStep { get; init; }

    /// <summary>A follower that is synchronised while a change is under way activates the list that is not committed yet.</summary>
    public bool EarlyLists { get; init; }
}
