using System.Globalization;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Status;

/// <summary>How good a member's state is, for a reader's eye.</summary>
public enum StateTone
{
    Good,
    Waiting,
    Bad,
}

/// <summary>A member's state in a word or two.</summary>
public readonly record struct MemberState(string Text, StateTone Tone);

/// <summary>One member as a line of a table; what is not known is "-".</summary>
public sealed record MemberRow(
    MemberSample Member, string Ordinal, string MyId, string Name, string Role, MemberState State, string Version, string Latency,
    string Connections, string Zxid, MemberLag Lag, string InSync)
{
    private const string Unknown = "-";

    /// <param name="role">What the server is in a dynamic membership; null with a static list.</param>
    public static MemberRow Of(MemberSample member, MemberSample? leader, MembershipRole? role = null)
    {
        var (server, report) = (member.Server, member.Report);
        return new(
            member,
            OrdinalOf(server.ShortName), server.Id.ToString(), server.ShortName,
            role?.Word() ?? (server.Role == ServerRole.Observer ? "observer" : "participant"),
            StateOf(member, leader),
            report?.Version ?? Unknown,
            report?.Latency?.ToString() ?? Unknown,
            report?.Connections?.ToString(CultureInfo.InvariantCulture) ?? Unknown,
            report?.Zxid?.ToString() ?? Unknown,
            MemberLag.Of(member, leader),
            SyncJudgement.InSync(member, leader));
    }

    public static MemberState StateOf(MemberSample member, MemberSample? leader)
    {
        if (member.Report is not { } report)
            return new(member.Sample.NotServing ? "looking for a quorum" : member.Sample.Reason, member.Sample.ShowsLife || HealthStates.IsOnItsWay(member.Sample.Reason) ? StateTone.Waiting : StateTone.Bad);
        if (Leadership.IsStale(member, leader)) return new("leader of an old epoch", StateTone.Waiting);
        if (report.Mode == ServerMode.Unknown) return new("answers without a mode", StateTone.Bad);
        return ServiceChecks.FirstFailure(report) is null
            ? new(report.ServesClients ? report.Mode.Word() : $"{report.Mode.Word()}, serves no clients", StateTone.Good)
            : new(report.Mode switch
            {
                ServerMode.ReadOnly => "read-only",
                ServerMode.Leader => "leader without a quorum",
                _ => $"{report.Mode.Word()}, not in sync yet",
            }, StateTone.Waiting);
    }

    private static string OrdinalOf(string name)
    {
        var hyphen = name.LastIndexOf('-');
        return hyphen >= 0 && hyphen < name.Length - 1 && name.AsSpan(hyphen + 1).IndexOfAnyExceptInRange('0', '9') < 0
            ? name[(hyphen + 1)..]
            : Unknown;
    }
}
