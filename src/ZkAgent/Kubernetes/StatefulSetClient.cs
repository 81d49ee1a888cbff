using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Kubernetes;

namespace ZkAgent.Kubernetes;

/// <summary>Reads the own StatefulSet and its claims.</summary>
/// <param name="api">The API server.</param>
/// <param name="name">The StatefulSet.</param>
/// <param name="ns">Its namespace; null: that of the service account.</param>
internal sealed class StatefulSetClient(ApiClient api, PodAccount account, string name, string? ns)
{
    private const string Json = "application/json";

    /// <summary>Metadata alone, where the API server has it in that form.</summary>
    private const string Metadata = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

    private const int Page = 250;

    private string? Namespace => ns ?? account.Read("namespace");

    /// <summary>Which members the StatefulSet asks for.</summary>
    /// <param name="consistent">True: as of now. False: as the API server has it in its memory, which costs it nothing and may be some seconds old.</param>
    /// <param name="cancellation">Ends the request early and throws.</param>
    public async Task<WantedMembers> ReadAsync(bool consistent, CancellationToken cancellation) =>
        (await GetAsync(consistent, cancellation).ConfigureAwait(false)).Wanted(name);

    /// <summary>The ordinals that have a claim, also those beyond the number of replicas.</summary>
    public async Task<ClaimedOrdinals> ReadClaimsAsync(CancellationToken cancellation)
    {
        var answer = await GetAsync(consistent: true, cancellation).ConfigureAwait(false);
        if (answer.Problem($"statefulsets/{name}", "a first start cannot be allowed") is { } unread) return ClaimedOrdinals.Unknown(unread);
        if (StatefulSet.Parse(answer.Body.Span) is not { } set) return ClaimedOrdinals.Unknown($"cannot read statefulsets/{name}: {ApiAnswer.NotUnderstood}");

        SortedSet<int> ordinals = [];
        for (string? next = ""; next is not null;)
        {
            var page = await api.GetAsync($"/api/v1/namespaces/{Namespace}/persistentvolumeclaims?limit={Page}{(next.Length > 0 ? $"&continue={Uri.EscapeDataString(next)}" : "")}", Metadata, cancellation).ConfigureAwait(false);
            if (page.Problem("persistentvolumeclaims", "volumes of members that were scaled away cannot be seen before a first start") is { } problem) return ClaimedOrdinals.Unknown(problem);
            if (ClaimList.Parse(page.Body.Span) is not { } list) return ClaimedOrdinals.Unknown($"cannot read persistentvolumeclaims: {ApiAnswer.NotUnderstood}");
            foreach (var claim in list.Names)
                if (set.OrdinalOf(name, claim) is { } ordinal) ordinals.Add(ordinal);
            next = list.Continue;
        }
        return new([.. ordinals], null);
    }

    private Task<ApiAnswer> GetAsync(bool consistent, CancellationToken cancellation) => Namespace is { } here
        ? api.GetAsync($"/apis/apps/v1/namespaces/{here}/statefulsets/{name}{(consistent ? "" : "?resourceVersion=0")}", Json, cancellation)
        : Task.FromResult(ApiAnswer.None($"the namespace is not known; set ZK_NAMESPACE, or mount the service account's token in {account.Directory}"));
}
