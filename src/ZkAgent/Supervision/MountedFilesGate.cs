using Microsoft.Extensions.Logging;
using ZkAgent.CommandLine;
using ZkAgent.Core.Supervision;
using ZkAgent.Resilience;

namespace ZkAgent.Supervision;

/// <summary>Runs before every start of ZooKeeper: holds it back until all mounted files can be used, and has them written for ZooKeeper.</summary>
internal sealed class MountedFilesGate(IEnumerable<IMountedFiles> sources, SupervisionState state, TimeProvider time, ILogger log)
{
    private readonly IMountedFiles[] _sources = [.. sources];

    /// <summary>Returns null once ZooKeeper may be started, or why it may not be.</summary>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public async Task<StartRefusal?> PassAsync(CancellationToken stop)
    {
        if (_sources.Length == 0) return null;
        string? said = null;
        var outcome = await Pipelines.MountedFiles(time).ExecuteAsync(cancellation =>
        {
            cancellation.ThrowIfCancellationRequested();
            var found = _sources.Select(source => source.Read()).ToList();
            string[] refusals = [.. found.SelectMany(f => f.Refusals)], faults = [.. found.SelectMany(f => f.Faults)];
            if (refusals.Length > 0) return ValueTask.FromResult<Passed?>(new(new(ExitCodes.WrongSettings, string.Join('\n', refusals))));
            if (faults.Length == 0) return ValueTask.FromResult<Passed?>(new(Write()));
            var sentence = "held back: " + string.Join("; ", faults);
            state.Enter(ProcessPhase.HeldBack, sentence);
            if (sentence != said) log.LogWarning("{Sentence}", said = sentence);
            return ValueTask.FromResult<Passed?>(null);
        }, stop).ConfigureAwait(false) ?? throw new OperationCanceledException(stop);
        if (outcome.Refusal is null && said is not null) log.LogInformation("{Sentence}", "The mounted files can be used.");
        return outcome.Refusal;
    }

    private StartRefusal? Write()
    {
        foreach (var source in _sources)
            if (source.Write() is { } refusal) return refusal;
        return null;
    }

    /// <summary>The end of the rounds.</summary>
    private sealed record Passed(StartRefusal? Refusal);
}
