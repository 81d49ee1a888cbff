using System.Net;
using System.Net.Sockets;
using System.Text;
using Polly;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Ensemble;
using ZkAgent.Peers;
using ZkAgent.Resilience;

namespace ZkAgent.Kubernetes;

/// <summary>What is behind the headless service and is no known member.</summary>
/// <param name="Members">Members of ordinals that are not in the list, because they answered as such.</param>
/// <param name="Silent">Addresses whose agent did not say which member it is.</param>
/// <param name="Problem">Why the service could not be asked; null where it could.</param>
internal sealed record UnknownMembers(IReadOnlyList<EnsembleServer> Members, IReadOnlyList<string> Silent, string? Problem);

/// <summary>Finds members that the list does not name: pods of higher ordinals that still run, or run already.</summary>
/// <param name="member">Whose domain and list count.</param>
/// <param name="agentPort">Where agents listen.</param>
/// <param name="resolve">Resolves a name to all its addresses.</param>
internal sealed class HeadlessAddresses(CurrentMember member, int agentPort, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeProvider time)
{
    private readonly AgentClient _agents = new(time);
    private readonly ResiliencePipeline _lookup = Pipelines.NameLookup(time);

    /// <param name="deadline">For each look-up, and for each question.</param>
    /// <param name="cancellation">Ends it early and throws.</param>
    public async Task<UnknownMembers> FindAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        if (member.Now.Pattern is not { } pattern) return new([], [], null);
        var known = member.Others.Concat(member.Now.Topology.Servers).Select(s => s.Host).Distinct(StringComparer.OrdinalIgnoreCase);
        var behind = ResolveAsync(pattern.Domain);
        var taken = await Task.WhenAll(known.Select(ResolveAsync)).ConfigureAwait(false);
        if (await behind.ConfigureAwait(false) is not { } all) return new([], [], $"cannot find the addresses behind {pattern.Domain}: the name does not resolve");

        var reports = await Task.WhenAll(all.Except(taken.SelectMany(t => t ?? [])).Distinct().Select(AskAsync)).ConfigureAwait(false);
        return new(
            [.. reports.Select(r => r.Server).OfType<EnsembleServer>().DistinctBy(s => s.Id).OrderBy(s => s.Id.Value)],
            [.. reports.Where(r => r.Server is null).Select(r => r.Address).Order(StringComparer.Ordinal)], null);

        async Task<IPAddress[]?> ResolveAsync(string host)
        {
            var outcome = await _lookup.TryAsync(deadline, stop => resolve(host, stop), cancellation).ConfigureAwait(false);
            return outcome.Exception is null or SocketException or Polly.Timeout.TimeoutRejectedException ? outcome.Result : throw outcome.Exception;
        }

        async Task<(string Address, EnsembleServer? Server)> AskAsync(IPAddress address)
        {
            // No name is asked for: which member it is is the question.
            var answer = await _agents.GetAsync(address.ToString(), agentPort, "/member", deadline, cancellation).ConfigureAwait(false);
            var report = answer.Status == (int)HttpStatusCode.OK ? MemberReport.Parse(Encoding.UTF8.GetBytes(answer.Body)) : null;
            return (address.ToString(), report is null ? null : Of(pattern, report));
        }
    }

    /// <summary>The server of the ordinal that answers; null where it is no member of this StatefulSet.</summary>
    private static EnsembleServer? Of(ServerPattern pattern, MemberReport report) =>
        pattern.OrdinalOf(report.Id) is >= 0 and var ordinal && pattern.At(ordinal) is var server && MemberNames.Same(server.Host, report.Name) ? server : null;
}
