using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.Restores.Model;

/// <summary>Where data or an id comes from.</summary>
internal enum Origin : byte
{
    None,

    /// <summary>The ensemble that was there before.</summary>
    Old,

    /// <summary>Two restores.</summary>
    First,
    Second,

    /// <summary>An ensemble that was founded empty.</summary>
    Founded,
}

internal enum Doing : byte
{
    Down,

    /// <summary>Asks the others before a start.</summary>
    Asking,
    Placing,
    Committing,
    Looking,
    Leading,
    Following,
}

/// <summary>One copy of the identity file.</summary>
/// <param name="Placed">The restore that is placed and not committed.</param>
internal readonly record struct IdentityCopy(bool Exists, Origin Ensemble, bool Served, Origin Placed)
{
    public uint Packed => (Exists ? 1u : 0) | (uint)Ensemble << 1 | (Served ? 16u : 0) | (uint)Placed << 5;
}

/// <summary>One member: two directories with an identity file in each, and what runs.</summary>
/// <param name="Snapshot">Whose snapshot is in dataDir.</param>
/// <param name="Log">Whose log is in dataLogDir.</param>
internal readonly record struct RestoreMember(Origin Snapshot, Origin Log, IdentityCopy InLog, IdentityCopy InData)
{
    /// <summary>The writes of clients on its volume, a bit for each.</summary>
    public byte Writes { get; init; }

    public byte Epoch { get; init; }

    /// <summary>The epoch with which its ZooKeeper was started, which it tells while that runs.</summary>
    public byte StartEpoch { get; init; }

    /// <summary>True while its data is what it placed itself, and nothing that it got from a leader.</summary>
    public bool IsOwnCopy { get; init; }

    public Doing Doing { get; init; }

    /// <summary>The next step of a placing or a commit.</summary>
    public byte Step { get; init; }

    /// <summary>Whom it follows.</summary>
    public byte Leader { get; init; }

    /// <summary>The restore that this life of its agent asks for.</summary>
    public Origin Asks { get; init; }

    public bool Votes => Snapshot != Origin.None;
    public bool Serves => Doing is Doing.Leading or Doing.Following;

    public VolumeIdentityCopies Copies => new(new(Of(InData), null), new(Of(InLog), null));

    /// <summary>The ensemble of its identity.</summary>
    public Origin Ensemble => InLog is { Exists: true } ? InLog.Ensemble == Origin.None ? InData.Ensemble : InLog.Ensemble : InData.Ensemble;

    public ulong Packed => (uint)Snapshot | (ulong)Log << 3 | (ulong)InLog.Packed << 6 | (ulong)InData.Packed << 14 | (ulong)Writes << 22 | (ulong)Epoch << 26
        | (IsOwnCopy ? 1ul << 32 : 0) | (ulong)Doing << 33 | (ulong)Step << 36 | (ulong)Leader << 40 | (ulong)Asks << 43 | (ulong)StartEpoch << 46;

    public RestoreMember As(Doing doing) => this with { Doing = doing, Leader = 0, Step = 0, StartEpoch = doing >= Doing.Looking ? StartEpoch : (byte)0 };

    public RestoreMember WithIdentity(IdentityCopy copy) => this with { InLog = copy, InData = copy };

    /// <summary>A restore ends with this transaction; what clients write later follows.</summary>
    public static long LastOf(Origin restore) => 0x200000000 + (restore == Origin.First ? 5 : 9);

    public static EnsembleId? IdOf(Origin origin) => origin == Origin.None ? null : EnsembleId.New(new Guid((int)origin, 0, 0, new byte[8]));

    private static VolumeIdentity? Of(IdentityCopy copy) => !copy.Exists ? null : new(new ServerId(1), "zk-0", IdOf(copy.Ensemble), copy.Served, [])
    {
        Placed = copy.Placed == Origin.None ? null : new(IdOf(copy.Placed)!, LastOf(copy.Placed)),
    };
}
