using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Metrics;

/// <summary>ZooKeeper's part of the page of metrics, to be written piece by piece. What the agent knows itself follows it.</summary>
public sealed class ZooKeeperPage : IDisposable
{
    private readonly ServerReport? _report;
    private readonly MntrSection? _mntr;
    private bool _begun;
    private bool _done;

    /// <param name="names">What ZooKeeper's numbers are called.</param>
    /// <param name="health">The health as of a sample of this moment.</param>
    public ZooKeeperPage(MetricNames names, HealthSnapshot health)
    {
        // Its own words decide, not the agent's judgement: a leader that has no followers in sync yet tells numbers worth having.
        // A leader without clients says nothing of itself: its state is among the agent's own families.
        _report = health.Seen.Sample?.Report is { Mode: not ServerMode.Unknown, ServesClients: true } report ? report : null;
        _mntr = _report is { Mntr: { Length: > 0 } mntr } && IsWhole(mntr) ? new(MntrSamples.Read(mntr), names) : null;
    }

    /// <summary>Writes on until so many bytes are written, or all is, and hands them on to the output.</summary>
    /// <returns>False once all is written.</returns>
    public bool WriteSome(ExpositionWriter writer, int enough)
    {
        if (_done) return false;
        var target = writer.Written + enough;
        if (!_begun)
        {
            ZooKeeperSection.Write(writer, _report);
            _begun = true;
        }

        while (_mntr is { AtEnd: false } && writer.Written < target) _mntr.WriteNext(writer);
        _done = _mntr is not { AtEnd: false };
        if (_done) WriteCuts(writer);
        writer.Flush();
        return !_done;
    }

    public void Dispose() => _mntr?.Dispose();

    /// <summary>The last line is whole, and the ones that every version and role has are there.</summary>
    internal static bool IsWhole(string mntr) =>
        mntr.EndsWith('\n') && mntr.Contains(MntrKeys.Version + "\t", StringComparison.Ordinal) && mntr.Contains(MntrKeys.ServerState + "\t", StringComparison.Ordinal);

    private void WriteCuts(ExpositionWriter writer)
    {
        if (_report is null) return;
        writer.One(AgentFamilies.MntrComplete, _mntr is null ? 0 : 1);
        if (_mntr is null) return;
        writer.Family(AgentFamilies.MetricsCut);
        writer.Sample().Label("reason", "labels").Value((long)_mntr.CutLabels);
        writer.Sample().Label("reason", "lines").Value((long)_mntr.CutLines);
        writer.Sample().Label("reason", "name").Value((long)_mntr.CutNames);
    }
}
