using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Volume;

/// <summary>What to do about the myid on a volume.</summary>
public enum MyIdAction
{
    Keep,
    Write,
    Refuse,
}

/// <summary>Decides whether a volume is this server's own, by the myid on it.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Sentence">Why; empty when there is nothing to tell.</param>
public readonly record struct MyIdDecision(MyIdAction Action, string Sentence)
{
    /// <param name="found">The text of the myid file; null when there is none.</param>
    /// <param name="hasData">True when snapshots or transaction logs are on the volume.</param>
    /// <param name="ours">The id that this server has.</param>
    /// <param name="podName">This host's name.</param>
    /// <param name="dataDir">Where the file is.</param>
    public static MyIdDecision Decide(string? found, bool hasData, ServerId ours, string podName, string dataDir)
    {
        if (found is null) return new(MyIdAction.Write, "");
        var id = MyIdFile.Parse(found);
        if (id == ours.Value)
        {
            return found == $"{ours}\n" || found == $"{ours}"
                ? new(MyIdAction.Keep, "")
                : new(MyIdAction.Write, $"{dataDir}/myid holds {ours} and more than a number; it is written again, because ZooKeeper ends over a trailing blank");
        }
        var value = id is { } number ? $"is {number}" : $"is \"{Shortened(found)}\", which is no number,";
        var fix = id is null
            ? $"if the data is this server's, remove {dataDir}/myid; if not, give the pod its own volume"
            : "the volume seems to be another server's: give the pod its own volume, or set ZK_MYID_OFFSET if the ensemble's ids start elsewhere";
        return hasData
            ? new(MyIdAction.Refuse, $"cannot use data dir {dataDir}: its myid {value} but this pod is {podName} (myid {ours}), and there is data next to it; {fix}")
            : new(MyIdAction.Write, $"{dataDir}/myid {value} and there is no data next to it: it becomes {ours}, this server's id");
    }

    private static string Shortened(string text)
    {
        var line = text.Split('\n')[0].Trim();
        return LogEscaping.Clean(line.Length <= 20 ? line : line[..20] + "…");
    }
}
