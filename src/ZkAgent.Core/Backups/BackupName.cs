using System.Globalization;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Backups;

/// <summary>The name of a backup: when it was made and its last transaction, <c>20261127T183000Z-100000a3f</c>. By name the newest is the last.</summary>
public sealed record BackupName(DateTimeOffset Time, Zxid Last)
{
    private const string Form = "yyyyMMddTHHmmssZ";

    /// <summary>Null where a directory of this name is no backup.</summary>
    public static BackupName? Parse(string text) =>
        text.Split('-') is [var time, var zxid]
        && DateTimeOffset.TryParseExact(time, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
        && ulong.TryParse(zxid, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var last)
            ? new(moment, new(unchecked((long)last)))
            : null;

    public override string ToString() => $"{Time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture)}-{Last.Value:x}";
}
