namespace ZkAgent.Core.Ensemble;

/// <summary>Every server of the ensemble in order of its id. The same on every member.</summary>
public sealed record EnsembleTopology
{
    public EnsembleTopology(IReadOnlyList<EnsembleServer> servers)
    {
        Servers = servers;
        Participants = [.. servers.Where(s => s.Role == ServerRole.Participant)];
        Rule = QuorumRule.Majority([.. Participants.Select(p => p.Id)]);
    }

    public IReadOnlyList<EnsembleServer> Servers { get; }

    /// <summary>The servers that vote.</summary>
    public IReadOnlyList<EnsembleServer> Participants { get; }

    /// <summary>Which of them are a quorum.</summary>
    public QuorumRule Rule { get; init; }

    /// <summary>What clients are given: every server's host and the port that they reach, comma-separated.</summary>
    /// <param name="securePort">The port with TLS; null where there is none.</param>
    public string ConnectString(int? securePort) => string.Join(',',
        Servers.Select(s => (securePort is { } port && s.ClientsOnLoopbackOnly ? s with { ClientPort = port } : s).ClientEndpoint));
}
