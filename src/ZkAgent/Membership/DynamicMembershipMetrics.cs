using Prometheus;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.Membership;

/// <summary>The membership as this member sees it, and how its own changes of it ended.</summary>
/// <param name="metrics">Where the series are.</param>
/// <param name="view">The membership as last seen.</param>
internal sealed class DynamicMembershipMetrics(MetricsRegistry metrics, Func<MembershipView> view) : IMetricsSource
{
    private readonly StateSet<MembershipState> _state = new(metrics.Gauges(AgentFamilies.MembershipState), MembershipStates.All, MembershipStates.Word);
    private readonly Gauge.Child _voters = metrics.Gauge(AgentFamilies.MembershipVoters), _joiners = metrics.Gauge(AgentFamilies.MembershipJoiners), _leaving = metrics.Gauge(AgentFamilies.MembershipLeaving);
    private readonly Gauge.Child _wanted = metrics.Gauge(AgentFamilies.MembershipWanted), _version = metrics.Gauge(AgentFamilies.MembershipConfigVersion), _dead = metrics.Gauge(AgentFamilies.MembershipDeadVoters);

    public Task CollectAsync(Scrape scrape)
    {
        var now = view();
        var known = now.Version is not null;
        _state.Show(now.State);
        _voters.Show(known ? now.Members.Count(m => m.Votes) : null);
        _joiners.Show(known ? now.Count(MembershipRole.Joiner) : null);
        _leaving.Show(known ? now.Count(MembershipRole.Leaving) : null);
        _dead.Show(known ? now.Members.Count(m => m is { Votes: true, Serves: false }) : null);
        _wanted.Show(now.Wanted);
        _version.Show(now.Version is { } version ? EnsembleConfiguration.ParseVersion(version) : null);
        return Task.CompletedTask;
    }
}
