using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Protocol;

/// <summary>What a server says of itself in srvr and mntr. Whatever it did not say is null.</summary>
public sealed record ServerReport
{
    public ServerMode Mode { get; init; }

    /// <summary>False for a leader that serves no clients by design (<see cref="LeaderWithoutClients"/>).</summary>
    public bool ServesClients { get; init; } = true;

    /// <summary>Up to the first hyphen or comma: packagers put a commit's name, or its unfilled placeholder, behind.</summary>
    public string? Version { get; init; }

    /// <summary>Only srvr says it.</summary>
    public Zxid? Zxid { get; init; }

    public Latency? Latency { get; init; }
    public long? Connections { get; init; }
    public long? Outstanding { get; init; }
    public long? NodeCount { get; init; }
    public TimeSpan? Uptime { get; init; }

    /// <summary>State and phase of the quorum's protocol; 3.6 and later.</summary>
    public string? PeerState { get; init; }

    /// <summary>Participants in the server's own configuration, itself included; 3.6 and later.</summary>
    public long? QuorumSize { get; init; }

    /// <summary>Synced voting followers without which this server, as leader, has no quorum by group.N and weight.N; null: half of the voters.</summary>
    /// <remarks>ZooKeeper does not tell it; <see cref="Sample.Under"/> adds it from the settings.</remarks>
    public long? FollowersNeeded { get; init; }

    public long? SyncedFollowers { get; init; }
    public long? SyncedNonVotingFollowers { get; init; }
    public long? SyncedObservers { get; init; }
    public long? Learners { get; init; }

    /// <summary>The whole mntr answer, to be read pair by pair with <see cref="MntrReader"/>; empty where there was none.</summary>
    public string Mntr { get; init; } = "";

    /// <summary>Followers of this leader that vote. Before 3.6 the non-voting ones were not counted apart.</summary>
    public long? SyncedVotingFollowers => SyncedFollowers - (SyncedNonVotingFollowers ?? 0);

    /// <summary>One report of both answers; null where neither has content. srvr's word counts where both say something.</summary>
    public static ServerReport? Of(FourLetterAnswer srvr, FourLetterAnswer? mntr)
    {
        var report = mntr is { Kind: AnswerKind.Text } ? MntrText.Parse(mntr.Content) : null;
        return srvr.Kind == AnswerKind.Text ? SrvrText.Parse(srvr.Content, report ?? new()) : report;
    }
}

/// <summary>Milliseconds that requests took.</summary>
public readonly record struct Latency(double Minimum, double Average, double Maximum)
{
    /// <summary><c>0/0.3333/12</c>: integers up to 3.5, a double in the middle since; null where it is none.</summary>
    public static Latency? Parse(ReadOnlySpan<char> value)
    {
        Span<Range> parts = stackalloc Range[4];
        if (value.Split(parts, '/') != 3) return null;
        return ReportValues.Number(value[parts[0]]) is { } minimum
            && ReportValues.Number(value[parts[1]]) is { } average
            && ReportValues.Number(value[parts[2]]) is { } maximum
            ? new Latency(minimum, average, maximum)
            : null;
    }

    public override string ToString() => $"{Minimum:0.#}/{Average:0.#}/{Maximum:0.#}";
}
