namespace ZkAgent.Core.Volume;

/// <summary>One rename within a file system.</summary>
public readonly record struct QuarantineMove(string From, string To);

/// <summary>What is moved where, in which order. Every prefix of the moves leaves a volume that is safe to find at the next start.</summary>
/// <param name="Moves">The renames.</param>
/// <param name="Purpose">What the sentence begins with.</param>
public sealed record QuarantinePlan(IReadOnlyList<QuarantineMove> Moves, string Purpose)
{
    private const string Version = DataFileName.Directory;

    /// <summary>All of a damaged volume. A start that finds the unfinished directory calls this with its mark and goes on.</summary>
    /// <remarks>Snapshots go first: logs without a snapshot are seen to be damaged, a snapshot without its logs would pass for older data.</remarks>
    /// <param name="dataDir">The data directory, absolute.</param>
    /// <param name="logDir">The log directory, absolute; may be the same.</param>
    /// <param name="began">When the first of these moves is, or was, made.</param>
    public static QuarantinePlan Everything(string dataDir, string logDir, DateTimeOffset began)
    {
        var unfinished = Path.Combine(dataDir, new QuarantineMark(began, QuarantineKind.Unfinished).Name);
        var finished = new QuarantineMark(began, QuarantineKind.Damage).Name;
        var (data, log) = (Path.Combine(dataDir, Version), Path.Combine(logDir, Version));
        List<QuarantineMove> moves = [new(data, Path.Combine(unfinished, Version))];
        if (Path.GetFullPath(log) != Path.GetFullPath(data)) moves.Add(new(log, Path.Combine(logDir, finished, Version)));
        moves.Add(new(unfinished, Path.Combine(dataDir, finished)));
        return new(moves, "the damaged data is kept aside; remove it when the member has served for a while");
    }

    /// <summary>All of a volume that holds nothing of its own, such as a restore's copy that was never started.</summary>
    /// <remarks>The log goes first: a log without snapshots would be seen to be damaged.</remarks>
    public static QuarantinePlan Replaced(string dataDir, string logDir, DateTimeOffset now)
    {
        var name = new QuarantineMark(now, QuarantineKind.Leftovers).Name;
        return new([.. new[] { logDir, dataDir }.Distinct().Select(home => new QuarantineMove(Path.Combine(home, Version), Path.Combine(home, name, Version)))], "it held no data of its own and is kept aside");
    }

    /// <summary>Files that hold nothing and are in the way: those that <see cref="LocalVolume.InTheWay"/> names.</summary>
    public static QuarantinePlan Leftovers(string dataDir, string logDir, IEnumerable<string> names, DateTimeOffset now)
    {
        var quarantine = new QuarantineMark(now, QuarantineKind.Leftovers).Name;
        return new([.. names.Select(Move)], "what held no data is kept aside");

        QuarantineMove Move(string name)
        {
            var home = DataFileName.Zxid(name, DataFileName.LogPrefix) is null ? dataDir : logDir;
            return new(Path.Combine(home, Version, name), Path.Combine(home, quarantine, Version, name));
        }
    }
}
