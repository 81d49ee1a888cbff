using System.Globalization;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Volume;

/// <summary>What a member of a quorum asks of its epoch files at the start.</summary>
internal static class EpochRules
{
    /// <summary>Why ZooKeeper would end over its epoch files; null when all is well.</summary>
    /// <param name="files">The files' text. A missing one is normal: ZooKeeper takes the last transaction's epoch.</param>
    /// <param name="lastZxid">The last transaction on the volume.</param>
    public static string? Trouble(EpochFacts files, long lastZxid)
    {
        var last = new Zxid(lastZxid).Epoch;
        if (Unreadable(EpochFacts.CurrentName, files.Current) is { } noCurrent) return noCurrent;
        var current = Read(files.Current) ?? last;
        if (last > current)
        {
            if (files.Pending is null) return $"currentEpoch is {current}, but the last transaction {new Zxid(lastZxid)} is of epoch {last}, and ZooKeeper ends over it";
            if (Unreadable(EpochFacts.PendingName, files.Pending) is { } noPending) return noPending;
            current = Read(files.Pending) ?? current;
        }
        if (Unreadable(EpochFacts.AcceptedName, files.Accepted) is { } noAccepted) return noAccepted;
        var accepted = Read(files.Accepted) ?? last;
        return accepted < current
            ? $"acceptedEpoch is {(files.Accepted is null ? $"missing, so that it counts as {accepted}," : accepted)} but currentEpoch is {current}, and ZooKeeper ends over it"
            : null;
    }

    /// <summary>How new the data is, as an election compares it.</summary>
    public static DataPosition Position(EpochFacts files, long lastZxid) => new(Read(files.Current) ?? new Zxid(lastZxid).Epoch, lastZxid);

    /// <summary>The number in an epoch file: its first line and nothing else in it.</summary>
    private static long? Read(string? text) =>
        text is not null && long.TryParse(FirstLine(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var epoch) ? epoch : null;

    private static string? Unreadable(string name, string? text) => text is null || Read(text) is not null
        ? null
        : text.Length == 0 ? $"{name} is empty, as a full disk leaves it, and ZooKeeper ends over it" : $"{name} holds \"{LogEscaping.Quote(FirstLine(text))}\", which is no number, and ZooKeeper ends over it";

    private static string FirstLine(string text) => text.Split('\n', '\r')[0];
}
