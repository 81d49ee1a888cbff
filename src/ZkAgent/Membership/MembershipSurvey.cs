using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using ZkAgent.Ensemble;
using ZkAgent.Peers;

namespace ZkAgent.Membership;

/// <summary>Gathers what decisions about the membership are made by.</summary>
/// <param name="member">Our place, and what we tell of the configuration.</param>
/// <param name="pattern">What the server of each ordinal is called.</param>
/// <param name="sample">Returns our health from a sample no older than the given age.</param>
/// <param name="volume">What our volume holds.</param>
/// <param name="peers">The other members.</param>
internal sealed class MembershipSurvey(
    CurrentMember member, ServerPattern pattern, Func<TimeSpan, Task<HealthSnapshot>> sample, Func<Task<ReportedVolume>> volume, IPeers peers)
{
    /// <summary>For each question to a peer. A member that needs longer is not relied on.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    private readonly HashSet<ServerId> _dynamic = [], _static = [];

    /// <summary>Our server as the settings have it.</summary>
    public EnsembleServer Self { get; } = pattern.At(pattern.OrdinalOf(member.Now.Self.Id));

    /// <summary>The newest configuration that is known; null while none is.</summary>
    public EnsembleConfiguration? Configuration => member.Reported?.Configuration;

    /// <summary>True where a range asks for this member.</summary>
    public bool IsWithin(WantedMembers.Range range) => range.Contains(pattern.OrdinalOf(Self.Id));

    /// <summary>What is known without a question to a peer.</summary>
    public async Task<RunningFacts> OwnAsync(WantedMembers wanted)
    {
        var health = await sample(Probes.ReadySampleAge).ConfigureAwait(false);
        var report = MemberReportBuilder.Of(Self.Id, Self.Host, health, await volume().ConfigureAwait(false), membership: member.Reported);
        return new(pattern, Configuration, new(Self, report, ""), wanted, []);
    }

    /// <summary>The same with what the peers tell now.</summary>
    /// <param name="cancellation">Ends the questions early and throws.</param>
    public async Task<RunningFacts> AskAsync(WantedMembers wanted, CancellationToken cancellation)
    {
        var asking = peers.AskAsync(Deadline, cancellation);
        var own = await OwnAsync(wanted).ConfigureAwait(false);
        var answers = await asking.ConfigureAwait(false);
        lock (_dynamic)
        {
            foreach (var answer in answers)
                if (answer.Report is { } report) Remember(answer.Server.Id, report.Membership is not null);
            return own with { Peers = answers, SeenDynamic = _dynamic.ToHashSet(), SeenStatic = _static.ToHashSet() };
        }
    }

    private void Remember(ServerId server, bool isDynamic)
    {
        (isDynamic ? _dynamic : _static).Add(server);
        (isDynamic ? _static : _dynamic).Remove(server);
    }
}
