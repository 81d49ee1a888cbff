using System.Text;
using DotNet.Testcontainers.Volumes;
using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Restores;

/// <summary>An ensemble that was backed up and is gone: its backup, one of its volumes, and a client that has seen more than the backup has.</summary>
public sealed class BackedUp : IAsyncLifetime
{
    private const int Nodes = 200;

    private Ensemble? _source;

    /// <summary>The volume with the backups, to be mounted at /backup.</summary>
    internal IVolume Backups { get; private set; } = null!;

    /// <summary>The path of the backup.</summary>
    internal string Path { get; private set; } = "";

    /// <summary>What was acknowledged before the backup.</summary>
    internal AcknowledgedWrites Writes { get; } = new();

    /// <summary>The last transaction that a client has seen, later than the backup and of a later epoch.</summary>
    internal long Seen { get; private set; }

    /// <summary>A volume of the old ensemble, with later data than the backup has.</summary>
    internal IVolume OldVolume => OldVolumeOf(2);

    /// <summary>The volume of one member of the old ensemble.</summary>
    internal IVolume OldVolumeOf(int ordinal) => _source!.VolumeOf(ordinal);

    /// <summary>The old ensemble's id.</summary>
    internal string OldId { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Backups = await TestVolume.Create();
        await Backups.Shell("chmod 777 /volume");
        _source = await Ensemble.Serving(3, member => member.WithVolumeMount(Backups, "/backup"));
        var story = new DataGuard.Story(_source);
        OldId = await story.Id();
        await using (var client = await _source[0].Connect())
            await Task.WhenAll(Enumerable.Range(0, Nodes).Select(i => Writes.Create(client, $"/node-{i}", Encoding.ASCII.GetBytes($"before {i}"))));
        var made = await _source[1].Exec("zkagent", "backup", "--to", "/backup");
        Assert.True(made.ExitCode == 0, made.Output + made.Error);
        Path = made.Output.Split('\n').First(l => l.StartsWith("/backup/", StringComparison.Ordinal)).Trim();

        // A new epoch, and a write in it.
        await _source.Remove(await _source.Leader());
        var left = _source.Members.Select(m => int.Parse(m.PodName["zk-".Length..], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        await _source.WaitForQuorumOf(left);
        await using (var client = await _source[left[0]].Connect())
        {
            await client.Create("/after", Encoding.ASCII.GetBytes("later than the backup"));
            Seen = client.LastZxid;
        }
        foreach (var ordinal in left) await _source.Remove(ordinal);
    }

    /// <summary>Members with empty volumes.</summary>
    internal static async Task<DataGuard.Story> Fresh(int replicas) => new(await Ensemble.Prepare(replicas));

    /// <summary>Starts members that restore the backup.</summary>
    internal Task Restore(DataGuard.Story story, string name, params int[] ordinals) => Restore(story, name, ordinals, []);

    /// <inheritdoc cref="Restore(DataGuard.Story, string, int[])"/>
    internal Task Restore(DataGuard.Story story, string name, int[] ordinals, params string[] settings) => Task.WhenAll(ordinals.Select(o => story.Ensemble.Start(o, member => member
        .WithVolumeMount(Backups, "/backup").WithSettings($"ZK_RESTORE={Path}", $"ZK_RESTORE_NAME={name}").WithSettings(settings))));

    /// <summary>One line for each write of before the backup that a member does not have.</summary>
    internal async Task<IReadOnlyList<string>> Missing(MemberContainer member)
    {
        await using var client = await member.Connect();
        await client.Sync();
        return await Writes.Lost(client);
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null) await _source.DisposeAsync();
        await Backups.DisposeAsync();
    }
}
