using System.Globalization;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Settings;

namespace ZkAgent.DataGuard;

/// <summary>Looks at our volume whenever somebody wants to know: the guard before a start, a peer at any time.</summary>
internal sealed class VolumeWatch(DirectorySettings directories, StampFile stamps)
{
    private volatile bool _heldData;

    /// <summary>What the volume holds now.</summary>
    public OwnVolume Read()
    {
        var (contents, zxid) = Contents();
        var volume = VolumeJudgement.Judge(contents, "", zxid, stamps.Read().Stamp, stamps.ReadLog().Stamp, _heldData);
        if (volume.Data == MemberData.Data) _heldData = true;
        return volume;
    }

    private (VolumeContents Contents, long? Zxid) Contents()
    {
        var zxids = new[] { directories.Data, directories.DataLog }.Distinct()
            .Select(d => Path.Combine(d, "version-2")).Where(Directory.Exists)
            .SelectMany(d => Directory.EnumerateFiles(d)).Select(Path.GetFileName).OfType<string>()
            .Where(n => n.StartsWith("snapshot.", StringComparison.Ordinal) || n.StartsWith("log.", StringComparison.Ordinal))
            .Select(n => (Log: n[0] == 'l', Zxid: long.TryParse(n.Split('.')[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var z) ? z : 0)).ToList();
        if (zxids.Count == 0) return (VolumeContents.Nothing, null);
        return zxids.Any(z => z.Log || z.Zxid > 0) ? (VolumeContents.Transactions, zxids.Max(z => z.Zxid)) : (VolumeContents.BareSnapshot, 0);
    }
}
