using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>The files of a model's volume, as the product reads them.</summary>
internal static class ModelFiles
{
    public static VolumeFacts Of(in ModelMember member, DateTimeOffset now)
    {
        var nothing = new VolumeFacts { Snapshots = [], Logs = [], Epochs = default, Quarantines = Quarantines(member.Aside, now) };
        if (member.Content == Content.None) return nothing;
        var (name, zxid) = member.Content == Content.Bare ? ("snapshot.0", 0L) : ("snapshot.100000000", 0x100000000);
        return nothing with
        {
            Snapshots = [new(name, zxid, SnapshotCheck.Whole)],
            Logs = member.Writes == 0 && !member.Damaged ? []
                : [new("log.100000001", 0x100000001, member.Damaged ? LogCheck.Corrupt : LogCheck.Sound, 0x100000001, 0x100000002, 50)],
            Epochs = new("1", "1", null),
        };
    }

    private static QuarantineMark[] Quarantines(Aside aside, DateTimeOffset now) => aside switch
    {
        Aside.Nothing => [],
        Aside.Recent => [new(now, QuarantineKind.Damage)],
        _ => [new(now - 2 * QuarantineMark.OncePer, QuarantineKind.Damage)],
    };
}
