namespace ZkAgent.Core.Tests.Restores.Model;

/// <summary>Where a search begins.</summary>
internal static class Starts
{
    public static RestoreMember Empty => default;

    /// <summary>A member of the old ensemble, with its write.</summary>
    public static readonly RestoreMember Old = new RestoreMember(Origin.Old, Origin.Old, default, default) { Writes = 1, Epoch = 1 }.WithIdentity(new(true, Origin.Old, true, Origin.None));

    /// <summary>The same without an identity file, as from an image without an agent.</summary>
    public static readonly RestoreMember Unidentified = Old.WithIdentity(default);

    public static readonly RestoreMember Lost = (Old with { Snapshot = Origin.None, Log = Origin.None, Writes = 0, Epoch = 0 });

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
