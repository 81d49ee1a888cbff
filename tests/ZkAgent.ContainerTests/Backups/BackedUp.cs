using System.Globalization;
using DotNet.Testcontainers.Volumes;
using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Backups;

/// <summary>Three members with frequent snapshots, a volume for backups that all of them mount, and a writer that never stops.</summary>
internal sealed class BackedUp : IAsyncDisposable
{
    public const string Directory = "/backup";

    private BackedUp(Ensemble ensemble, IVolume backups, SteadyWriter writer) => (Ensemble, Backups, Writer) = (ensemble, backups, writer);

    public Ensemble Ensemble { get; }

    public IVolume Backups { get; }

    public SteadyWriter Writer { get; }

    /// <param name="settings">Settings of all members.</param>
    public static Task<BackedUp> Start(params string[] settings) => Start(static member => member, settings);

    /// <param name="configure">What else differs from an ordinary member.</param>
    /// <param name="settings">Settings of all members.</param>
    public static async Task<BackedUp> Start(Func<MemberBuilder, MemberBuilder> configure, params string[] settings)
    {
        var backups = await TestVolume.Create();
        await backups.Shell("chown 1000:1000 /volume");
        // ZooKeeper takes a snapshot at a random number of transactions between half of this and all of it.
        var ensemble = await Ensemble.Serving(3, member => configure(member).WithVolumeMount(backups, Directory).WithSettings("ZK_CFG_snapCount=150", "ZK_CFG_preAllocSize=64").WithSettings(settings));
        var addresses = await Task.WhenAll(ensemble.Members.Select(member => member.Address()));
        return new(ensemble, backups, new SteadyWriter(addresses));
    }

    /// <summary>Awaits that the writer goes on.</summary>
    public Task Written(int more)
    {
        var wanted = Writer.Writes.Count + more;
        return Poll.Until(() => Task.FromResult(Writer.Writes.Count >= wanted), TimeSpan.FromSeconds(60), () => Task.FromResult($"{Writer.Writes.Count} of {wanted} writes"));
    }

    /// <summary>Makes a backup of a member, which verifies it in full.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> Backup(int ordinal) => Made(ordinal, await Ensemble[ordinal].Exec("zkagent", "backup", "--to", Directory));

    /// <summary>Asserts that a backup was made and verified.</summary>
    /// <returns>Its path.</returns>
    public static string Made(int ordinal, CommandResult made)
    {
        Assert.True(made.ExitCode == 0, made.Both);
        Assert.Contains("it has everything that was acknowledged before", made.Error, StringComparison.Ordinal);
        var path = made.Output.Trim();
        TestContext.Current.TestOutputHelper?.WriteLine($"zk-{ordinal}: {made.Error}");
        var digests = made.Error.Split(' ').ToList() is var words && words.IndexOf("digests") is > 2 and var at ? (words[at - 3], words[at - 1]) : ("", "");
        Assert.Equal(digests.Item2, digests.Item1);
        Assert.True(int.Parse(digests.Item1, CultureInfo.InvariantCulture) > 0, made.Error);
        return path;
    }

    /// <summary>The znodes of a backup by their path, with the zxid of their last change.</summary>
    public async Task<Dictionary<string, long>> Read(int ordinal, string path, string at = "latest")
    {
        var printed = await Ensemble[ordinal].Exec("zkagent", "backup", "cat", path, "/", "--at", at);
        Assert.True(printed.ExitCode == 0, printed.Error);
        return printed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] == '/').Select(line => line.Split('\t'))
            .ToDictionary(fields => fields[0], fields => long.Parse(fields[1][2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await Ensemble.DisposeAsync();
        await Backups.DisposeAsync();
    }
}
