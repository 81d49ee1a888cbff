namespace ZkAgent.Core.Tests.Restores.Model;

/// <summary>Where a search begins.</summary>
internal static class Starts
{
    public static RestoreMember Empty => default;

    /// <summary>A member of the old ensemble, with its write.</summary>
    public static readonly RestoreMember Old = new RestoreMember(Origin.Old, Origin.Old, default, default) { Writes = 1, Epoch = 1 }.WithIdentity(new(true, Origin.Old, true, Origin.None));

    /// <summary>The same without an identity file, as from an image without an agent.</summary>
    public static readonly RestoreMember Unidentified = Old.WithIdentity(default);

    public static readonly RestoreMember Lost = Old with { Snapshot = Origin.None, Log = Origin.None, Writes = 0, Epoch = 0 };

    /// <summary>The first restore is placed and was never started.</summary>
    public static readonly RestoreMember Placed = new RestoreMember(Origin.First, Origin.First, default, default) { Epoch = 1, IsOwnCopy = true }.WithIdentity(new(true, Origin.None, false, Origin.First));

    /// <summary>A member of the restored ensemble, without the write that came later.</summary>
    public static readonly RestoreMember Stale = Placed.WithIdentity(new(true, Origin.First, true, Origin.None));

    /// <summary>All have placed it but one.</summary>
    public static RestoreWorld Halfway => Of(Placed, Placed, Empty);

    /// <summary>The restored ensemble has served a write, and one member was not there.</summary>
    public static RestoreWorld Restored => Of(Stale with { Writes = 1, Epoch = 2 }, Stale with { Writes = 1, Epoch = 2 }, Stale);

    public static RestoreWorld Of(RestoreMember a, RestoreMember b, RestoreMember c, Origin setting = Origin.First)
    {
        var held = a.Writes | b.Writes | c.Writes;
        return new(a, b, c) { Setting = setting, Acknowledged = held, Written = held == 0 ? 0 : 1 };
    }

    public static IReadOnlyList<RestoreWorld> All =>
    [
        Of(Empty, Empty, Empty), Of(Lost, Lost, Empty), Of(Lost, Lost, Lost), Of(Empty, Empty, Old), Of(Lost, Empty, Old), Of(Empty, Empty, Unidentified),
        Of(Old, Old, Empty), Of(Old, Old, Old, Origin.None), Of(Empty, Empty, Empty, Origin.None),
    ];
}
