using System.Text.RegularExpressions;
using Xunit;

namespace ZkAgent.ContainerTests.Docker;

/// <summary>Containers named as a StatefulSet's pods, on a network of their own, each with a volume that survives it.</summary>
internal sealed partial class Ensemble : IAsyncDisposable
{
    public const string Domain = "zk-hs.test.svc.cluster.local";

    /// <summary>Three JVMs and the tests share two cores; a first election there takes seconds, not minutes.</summary>
    public static readonly TimeSpan ToServe = TimeSpan.FromSeconds(90);

    private readonly Dictionary<int, Volume> volumes = [];
    private readonly Dictionary<int, Container> members = [];
    private Network network = null!;

    public int Replicas { get; private init; }

    public IReadOnlyCollection<Container> Members => members.Values;

    public Container this[int ordinal] => members[ordinal];

    /// <summary>Makes network and volumes; starts nothing.</summary>
    public static async Task<Ensemble> Prepare(int replicas)
    {
        var ensemble = new Ensemble { Replicas = replicas, network = await Network.Create() };
        for (var i = 0; i < replicas; i++) ensemble.volumes[i] = await Volume.Create();
        return ensemble;
    }

    /// <summary>Starts all members and awaits that they serve and that their agents say so.</summary>
    public static async Task<Ensemble> Serving(int replicas, params string[] options)
    {
        var ensemble = await Prepare(replicas);
        try
        {
            for (var i = 0; i < replicas; i++) await ensemble.Start(i, options);
            await ensemble.WaitUntilAllServe();
            // ZooKeeper serves a moment before the agent has seen it.
            foreach (var member in ensemble.Members)
                await Poll.Until(async () => (await member.TryGet("/readyz"))?.Status == 200, ToServe, member.Logs);
        }
        catch
        {
            await ensemble.DisposeAsync();
            throw;
        }
        return ensemble;
    }

    public Volume VolumeOf(int ordinal) => volumes[ordinal];

    /// <summary>Loses a member's volume, as a deleted claim does: its next start finds a new one. The member itself has to be gone.</summary>
    public async Task LoseVolume(int ordinal)
    {
        await volumes[ordinal].DisposeAsync();
        volumes[ordinal] = await Volume.Create();
    }

    /// <summary>Gives two members, who have to be gone, each other's volumes.</summary>
    public void SwapVolumes(int one, int other) => (volumes[one], volumes[other]) = (volumes[other], volumes[one]);

    /// <summary>Gives a member, who has to be gone, another volume.</summary>
    /// <returns>The one that it had, which is the caller's now.</returns>
    public Volume ExchangeVolume(int ordinal, Volume volume)
    {
        var own = volumes[ordinal];
        volumes[ordinal] = volume;
        return own;
    }

    /// <summary>Cuts a running member off from the others, and its name with it.</summary>
    public Task Cut(int ordinal) => network.Disconnect(members[ordinal].Id);

    public Task Heal(int ordinal) => network.Connect(members[ordinal].Id, Alias(ordinal));

    /// <summary>Starts one member; options come before the image, a command after it replaces the agent's own.</summary>
    /// <param name="ordinal">Which one.</param>
    /// <param name="options">Docker's options.</param>
    /// <param name="command">What runs; null: the image's own.</param>
    /// <param name="image">null: the one under test.</param>
    /// <param name="named">False: the others can't resolve its name.</param>
    public async Task<Container> Start(int ordinal, IEnumerable<string>? options = null, IEnumerable<string>? command = null, string? image = null, bool named = true)
    {
        if (members.Remove(ordinal, out var old)) await old.DisposeAsync();
        return members[ordinal] = await Container.Start($"zk-{ordinal}", image ?? DockerCli.Image, [.. OptionsOf(ordinal), .. named ? ["--network-alias", Alias(ordinal)] : Array.Empty<string>(), .. options ?? []], command ?? []);
    }

    public async Task Remove(int ordinal)
    {
        if (members.Remove(ordinal, out var old)) await old.DisposeAsync();
    }

    public Task WaitUntilAllServe() => Poll.Until(
        async () => (await Modes()).Count(m => m is not null) == members.Count, ToServe,
        async () => $"modes {string.Join(", ", (await Modes()).Select(m => m ?? "none"))}\n{string.Join("\n", await Task.WhenAll(Members.Select(m => m.Logs())))}");

    /// <summary>Each member's Mode as ZooKeeper itself tells it, null while it does not serve.</summary>
    public async Task<string?[]> Modes() => await Task.WhenAll(members.OrderBy(m => m.Key).Select(m => Mode(m.Value)));

    public static async Task<string?> Mode(Container member)
    {
        var answer = await member.Exec("timeout", "2", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/2181 && printf srvr >&3 && cat <&3");
        var match = ModeLine().Match(answer.Output);
        return match.Success ? match.Groups[1].Value : null;
    }

    public async Task<int> Leader()
    {
        var modes = await Modes();
        var leader = Array.IndexOf(modes, "leader");
        Assert.True(leader >= 0, $"no leader among {string.Join(", ", modes.Select(m => m ?? "none"))}");
        return members.Keys.Order().ElementAt(leader);
    }

    /// <summary>Runs one zkCli.sh command inside a member.</summary>
    public static async Task<string> ZkCli(Container member, params IEnumerable<string> command)
    {
        var result = await member.Exec(["/opt/zookeeper/bin/zkCli.sh", "-server", "localhost:2181", .. command]);
        Assert.True(result.ExitCode == 0, $"zkCli.sh {string.Join(' ', command)} ended with {result.ExitCode}: {result.Both}");
        return result.Both;
    }

    private static string Alias(int ordinal) => $"zk-{ordinal}.{Domain}";

    private string[] OptionsOf(int ordinal) =>
    [
        "--network", network.Name, "--domainname", Domain,
        "--volume", $"{volumes[ordinal].Name}:/var/lib/zookeeper",
        "--env", $"ZK_REPLICAS={Replicas}", "--env", "ZK_HEAP_SIZE=96M",
    ];

    public async ValueTask DisposeAsync()
    {
        foreach (var member in members.Values) await member.DisposeAsync();
        foreach (var volume in volumes.Values) await volume.DisposeAsync();
        await network.DisposeAsync();
    }

    [GeneratedRegex(@"^Mode: (\S+)", RegexOptions.Multiline)]
    private static partial Regex ModeLine();
}
