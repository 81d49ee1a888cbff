using Microsoft.Extensions.Logging;
using ZkAgent.Core.Restores;

namespace ZkAgent.Restores;

/// <summary>How far the restore is on this member, as last decided; logs once why the setting has no effect.</summary>
internal sealed class RestoreProgress(ILogger log)
{
    private volatile RestoreVerdict? _last;

    /// <summary>Null without ZK_RESTORE, and before the first decision.</summary>
    public RestoreState? State => _last?.State;

    public void Show(RestoreVerdict? verdict)
    {
        var said = _last?.Sentence;
        _last = verdict;
        // With a decision, the guard logs the sentence.
        if (verdict is { Decision: null } && verdict.Sentence != said) log.LogInformation("{Sentence}", verdict.Sentence);
    }
}
