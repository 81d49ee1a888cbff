namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>How much of the world the model shows.</summary>
/// <param name="Writes">Writes that clients send.</param>
/// <param name="Wipes">Volumes that are lost.</param>
internal sealed record Bounds(int Writes, int Wipes)
{
    /// <summary>Peers are asked one by one, anything may happen between two answers; otherwise all answers of a round are of one moment.</summary>
    public bool OneByOne { get; init; }

    /// <summary>An election brings all who took part level at once; otherwise one by one.</summary>
    public bool WholeElections { get; init; }

    /// <summary>Followers lose their leader without cause, and questions between living members stay unanswered.</summary>
    public bool Partitions { get; init; }

    /// <summary>ZooKeeper can end while its agent lives on.</summary>
    public bool Exits { get; init; }

    /// <summary>Volumes that are damaged.</summary>
    public int Damages { get; init; }

    /// <summary>A wipe can leave the identity, or another tool's empty database.</summary>
    public bool PartialWipes { get; init; }
}
