using ZkAgent.Core.Text;

namespace ZkAgent.Core.Health;

/// <summary>Judges whether the data volume answers, and says it where it does not.</summary>
public static class VolumeTimeout
{
    /// <summary>From when on a volume counts as silent. A busy disk takes a second now and then; one that takes five has a problem.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <param name="dataDir">The data directory.</param>
    /// <param name="logDir">The log directory; may be the same. Where it differs, nothing tells which of the two does not answer.</param>
    /// <param name="silentFor">For how long a system call has not returned; null while none is waited for.</param>
    /// <returns>Null while the volume answers, else for example "cannot read dataDir /data: no answer for 12 s".</returns>
    public static string? Sentence(string dataDir, string logDir, TimeSpan? silentFor) => silentFor is { } silent && silent >= Limit
        ? $"cannot read dataDir {dataDir}{(logDir == dataDir ? "" : $" or dataLogDir {logDir}")}: no answer for {DurationFormat.Duration(silent)}"
        : null;

    /// <summary>The check that <c>/readyz?verbose</c> lists and <c>/status</c> tells. It never changes the verdict.</summary>
    /// <remarks>A member whose volume hangs may serve on while the others acknowledge writes, and a restart does not repair a volume.</remarks>
    /// <param name="sentence">What <see cref="Sentence"/> returned.</param>
    public static ProbeCheck Check(string? sentence) => new("volume", sentence is null, sentence ?? "answers");
}
