using System.Globalization;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Kubernetes;

/// <summary>An answer of the API server, or why there is none.</summary>
/// <param name="Status">The HTTP status; 0 without an answer.</param>
/// <param name="Body">The body of a 200.</param>
/// <param name="Failure">Why there is no answer, and what to do.</param>
public sealed record ApiAnswer(int Status, ReadOnlyMemory<byte> Body, string? Failure)
{
    /// <summary>Said of a body that cannot be read.</summary>
    public const string NotUnderstood = "the answer is not the object that was asked for; a proxy may have answered in place of the API server";

    private const int Ok = 200, Unauthorized = 401, Forbidden = 403, NotFound = 404;

    /// <summary>No answer.</summary>
    /// <param name="failure">Why, and what to do.</param>
    public static ApiAnswer None(string failure) => new(0, default, failure);

    /// <summary>Reads the answer to a GET of the StatefulSet.</summary>
    /// <param name="name">The StatefulSet's name.</param>
    public WantedMembers Wanted(string name) => Status switch
    {
        Ok => StatefulSet.Parse(Body.Span)?.Wanted(name) ?? new WantedMembers.Unknown($"cannot read statefulsets/{name}: {NotUnderstood}"),
        NotFound => new WantedMembers.Gone($"statefulsets/{name} does not exist"),
        _ => new WantedMembers.Unknown(Problem($"statefulsets/{name}", "scaling down will leave dead voters")!),
    };

    /// <summary>Why the object cannot be read, as a sentence; null for 200.</summary>
    /// <param name="resource">What was asked for, as <c>statefulsets/zk</c>.</param>
    /// <param name="consequence">What follows where the agent may not read it.</param>
    public string? Problem(string resource, string consequence) => Status switch
    {
        Ok => null,
        0 => $"cannot read {resource}: {Failure}",
        Unauthorized => $"cannot read {resource} (401): the API server does not take the pod's token; see whether the service account still exists",
        Forbidden => $"cannot read {resource} (403): {consequence}; apply the Role",
        NotFound => $"cannot read {resource} (404): it does not exist",
        _ => string.Create(CultureInfo.InvariantCulture, $"cannot read {resource} ({Status}): the API server cannot answer now; it is asked again"),
    };
}
