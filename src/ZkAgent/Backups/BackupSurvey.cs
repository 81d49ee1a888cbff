using ZkAgent.Core.Backups;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Ensemble;
using ZkAgent.Peers;

namespace ZkAgent.Backups;

/// <summary>Asks which members could make a backup.</summary>
/// <param name="member">Our place.</param>
/// <param name="health">Our health as last seen.</param>
/// <param name="peers">The other members.</param>
internal sealed class BackupSurvey(CurrentMember member, Func<HealthSnapshot> health, IPeers peers)
{
    /// <summary>This member as last seen.</summary>
    public BackupCandidate Self
    {
        get
        {
            var self = member.Now.Self;
            return Of(self, MemberReportBuilder.Of(self.Id, self.Host, health()));
        }
    }

    /// <summary>This member's last transaction and when it was sampled; null while it does not serve.</summary>
    public (Zxid Last, DateTimeOffset At)? Applied => Self.Serves && health().Seen is { Sample.Report.Zxid: { } last } seen ? (last, seen.At) : null;

    /// <summary>The other members that tell how they are.</summary>
    public async Task<IReadOnlyList<BackupCandidate>> OthersAsync(CancellationToken cancellation) =>
        [.. (await peers.AskAsync(PeerClient.Deadline, cancellation).ConfigureAwait(false)).Where(p => p.Report is not null).Select(p => Of(p.Server, p.Report!))];

    private static BackupCandidate Of(EnsembleServer server, MemberReport report) =>
        new(server.Id, server.ShortName, server.Role == ServerRole.Participant, report is { Serving: true, Draining: false }, report.Leading);
}
