using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Supervision;
using ZkAgent.Ensemble;
using ZkAgent.Net;

namespace ZkAgent.Health;

/// <summary>The sampled server: its address, and what the agent itself knows of it.</summary>
/// <param name="Host">Loopback, unless ZooKeeper was told to listen on one address only.</param>
/// <param name="Port">The client port.</param>
/// <param name="Standalone">It runs without a quorum.</param>
/// <param name="Process">What the supervisor knows now.</param>
/// <param name="Draining">Why the server is about to leave; null while it is to stay.</param>
internal sealed record SampledServer(
    string Host, int Port, bool Standalone, Func<SupervisionSnapshot> Process, Func<string?> Draining)
{
    /// <summary>What shows a leader that serves no clients; null where every leader serves them.</summary>
    public Func<Sample, Sample>? RecogniseLeader { get; init; }

    /// <summary>Why ZooKeeper finds no quorum; null where nothing is known.</summary>
    public Func<string?> QuorumTrouble { get; init; } = () => null;

    /// <summary>True where such a leader is ready.</summary>
    public bool LeaderReady { get; init; }

    /// <summary>Our line of the configuration, whose port and address ZooKeeper listens on; null: they never change.</summary>
    public Func<EnsembleServer>? Line { get; init; }

    public string Host { get => Line is { } line ? HostOf(line()) : field; init; } = Host;

    public int Port { get => Line is { } line ? line().ClientPort : field; init; } = Port;

    public static SampledServer Of(CurrentMember local, Func<SupervisionSnapshot> process, Func<string?> draining) => new(
        HostOf(local.Now.Self), local.Now.Self.ClientPort, local.Now.Standalone, process, draining)
    {
        Line = local.Reported is null ? null : () => local.Now.Self,
        Judge = sample => sample.Under(local.Now.Topology.Rule, local.Now.Self.Id),
    };

    /// <summary>The address on which this host reaches the server's client port.</summary>
    public static string HostOf(EnsembleServer server) => server.ClientAddress is null or "0.0.0.0" or "::" or "[::]" ? TcpDial.Loopback : server.ClientAddress;

    /// <summary>Adds to a sample what the settings say about quorums.</summary>
    public Func<Sample, Sample> Judge { get; init; } = sample => sample;
}
