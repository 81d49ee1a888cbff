using ZkAgent.Core.Ensemble;

namespace ZkAgent.Membership;

/// <summary>The result of one attempt to change the configuration.</summary>
internal abstract record ReconfigurationResult
{
    private ReconfigurationResult()
    {
    }

    /// <summary>The change is committed.</summary>
    /// <param name="Configuration">The new configuration.</param>
    public sealed record Done(EnsembleConfiguration Configuration) : ReconfigurationResult;

    /// <summary>The committed configuration needs no change.</summary>
    /// <param name="Configuration">That configuration.</param>
    public sealed record Nothing(EnsembleConfiguration Configuration) : ReconfigurationResult;

    /// <summary>Not done, or not known to be done; the next attempt may succeed soon.</summary>
    /// <param name="Sentence">Why.</param>
    public sealed record TryAgain(string Sentence) : ReconfigurationResult;

    /// <summary>Refused in a way that the same request does not change.</summary>
    /// <param name="Sentence">Why, and what to do.</param>
    public sealed record Refused(string Sentence) : ReconfigurationResult;
}
