using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Networks;
using DotNet.Testcontainers.Volumes;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ZkAgent.ContainerTests.Containers;

/// <summary>Containers named as a StatefulSet's pods, on a network of their own, each with a volume that survives it.</summary>
internal sealed class Ensemble : IAsyncDisposable
{
    public const string Domain = "zk-hs.test.svc.cluster.local";

    /// <summary>Three JVMs and the tests share two cores; a first election there takes seconds, not minutes.</summary>
    public static readonly TimeSpan ToServe = TimeSpan.FromSeconds(90);

    private readonly INetwork _network;
    private readonly IVolume[] _volumes;
    private readonly MemberContainer?[] _members;

    private IReadOnlyList<string>? _addresses;

    private Ensemble(INetwork network, IVolume[] volumes) => (_network, _volumes, _members) = (network, volumes, new MemberContainer?[volumes.Length]);

    public int Replicas => _volumes.Length;

    /// <summary>The members that were started and not removed, in the order of their ordinals.</summary>
    public IReadOnlyList<MemberContainer> Members => [.. _members.OfType<MemberContainer>()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public MemberContainer this[int ordinal] => _members[ordinal] ?? throw new InvalidOperationException($"cannot use zk-{ordinal}: it is not started");

    /// <summary>Makes network and volumes; starts nothing.</summary>
    /// <param name="replicas">How many volumes.</param>
    /// <param name="network">A network that the ensemble takes over; null: one whose addresses the engine chooses.</param>
    /// <param name="addresses">Each member's address on that network, at every start and after every cut; null: the engine chooses.</param>
    public static async Task<Ensemble> Prepare(int replicas, INetwork? network = null, IReadOnlyList<string>? addresses = null)
    {
        network ??= new NetworkBuilder().WithLogger(NullLogger.Instance).Build();
        var ensemble = new Ensemble(network, await Task.WhenAll(Enumerable.Range(0, replicas).Select(_ => TestVolume.Create()))) { _addresses = addresses };
        await network.CreateAsync(Cancellation);
        return ensemble;
    }

    /// <summary>Starts all members together and awaits that they are ready.</summary>
    /// <param name="replicas">How many members.</param>
    /// <param name="configure">What differs from an ordinary member.</param>
    public static async Task<Ensemble> Serving(int replicas, Func<MemberBuilder, MemberBuilder>? configure = null)
    {
        var ensemble = await Prepare(replicas);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, replicas).Select(ordinal => ensemble.Start(ordinal, member => (configure?.Invoke(member) ?? member).UntilReady())));
        }
        catch
        {
            await ensemble.DisposeAsync();
            throw;
        }
        return ensemble;
    }

    /// <summary>Starts one member; one that ran under this ordinal is removed first.</summary>
    /// <param name="ordinal">Which one.</param>
    /// <param name="configure">What differs from an ordinary member.</param>
    /// <param name="named">False: the others can't resolve its name.</param>
    public async Task<MemberContainer> Start(int ordinal, Func<MemberBuilder, MemberBuilder>? configure = null, bool named = true)
    {
        await Remove(ordinal);
        var builder = new MemberBuilder($"zk-{ordinal}", TestImages.Agent)
            .WithDomain(Domain)
            .WithNetwork(_network)
            .WithNetworkAliases(named ? [Alias(ordinal)] : Array.Empty<string>())
            .WithVolumeMount(_volumes[ordinal], "/var/lib/zookeeper")
            .WithSettings($"ZK_REPLICAS={Replicas}", "ZK_HEAP_SIZE=96M");
        if (_addresses is { } addresses) builder = builder.WithAddress(addresses[ordinal]);
        var member = _members[ordinal] = (configure?.Invoke(builder) ?? builder).Build();
        await member.StartAsync(Cancellation);
        return member;
    }

    /// <summary>Ends a member as a lost node does: no signal that it could act upon.</summary>
    public async Task Remove(int ordinal)
    {
        if (_members[ordinal] is not { } member) return;
        _members[ordinal] = null;
        await member.DisposeAsync();
    }

    public IVolume VolumeOf(int ordinal) => _volumes[ordinal];

    /// <summary>Loses a member's volume, as a deleted claim does: its next start finds a new one. The member itself has to be gone.</summary>
    public async Task LoseVolume(int ordinal)
    {
        await _volumes[ordinal].DisposeAsync();
        _volumes[ordinal] = await TestVolume.Create();
    }

    /// <summary>Gives two members, which have to be gone, each other's volumes.</summary>
    public void SwapVolumes(int one, int other) => (_volumes[one], _volumes[other]) = (_volumes[other], _volumes[one]);

    /// <summary>Gives a member, which has to be gone, another volume.</summary>
    /// <returns>The one that it had, which is the caller's now.</returns>
    public IVolume ExchangeVolume(int ordinal, IVolume volume)
    {
        var own = _volumes[ordinal];
        _volumes[ordinal] = volume;
        return own;
    }

    /// <summary>Cuts a running member off from the others, and its name with it.</summary>
    public Task Dropped(int ordinal) => Engine.Client.Networks.DisconnectNetworkAsync(
        _network.Name, new NetworkDisconnectParameters { Container = this[ordinal].Id, Force = true }, Cancellation);

    /// <summary>Connects a member that was cut off; its address is most likely another one, unless the test chose it.</summary>
    public Task Heal(int ordinal) => Engine.Client.Networks.ConnectNetworkAsync(
        _network.Name, new NetworkConnectParameters
        {
            Container = this[ordinal].Id, EndpointConfig = new EndpointSettings
            {
                Aliases = [Alias(ordinal)],
                IPAMConfig = _addresses is { } addresses ? new() { IPv4Address = addresses[ordinal] } : null,
            }
        }, Cancellation);

    /// <returns>Each member's mode in the order of their ordinals, null where it does not serve.</returns>
    public Task<string?[]> Modes() => Task.WhenAll(Members.Select(member => member.Mode()));

    /// <summary>Awaits that these members serve and that one of them leads.</summary>
    public Task WaitForQuorumOf(params int[] ordinals) => Poll.Until(
        async () => await Task.WhenAll(ordinals.Select(ordinal => this[ordinal].Mode())) is var modes && !modes.Contains(null) && modes.Contains("leader"),
        ToServe, this[ordinals[0]].Logs);

    /// <returns>The leader's ordinal.</returns>
    public async Task<int> Leader()
    {
        var modes = await Task.WhenAll(_members.Select(member => member?.Mode() ?? Task.FromResult<string?>(null)));
        var leader = Array.IndexOf(modes, "leader");
        Assert.True(leader >= 0, $"no leader among {string.Join(", ", modes.Select(mode => mode ?? "none"))}");
        return leader;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Members.Select(member => member.DisposeAsync().AsTask()));
        await Task.WhenAll(_volumes.Select(volume => volume.DisposeAsync().AsTask()));
        await _network.DisposeAsync();
    }

    private static string Alias(int ordinal) => $"zk-{ordinal}.{Domain}";
}
