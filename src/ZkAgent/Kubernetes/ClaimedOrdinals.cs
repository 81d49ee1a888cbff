namespace ZkAgent.Kubernetes;

/// <summary>The ordinals of the own StatefulSet that have a PersistentVolumeClaim.</summary>
/// <param name="Ordinals">In order; null where they are not known.</param>
/// <param name="Problem">Why they are not known, a sentence with the fix; null where they are.</param>
internal sealed record ClaimedOrdinals(IReadOnlyList<int>? Ordinals, string? Problem)
{
    public static ClaimedOrdinals Unknown(string problem) => new(null, problem);
}
