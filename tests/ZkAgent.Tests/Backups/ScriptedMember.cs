using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using ZkAgent.Backups;
using ZkAgent.Core.DataTree;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Protocol;
using ZkAgent.Tests.Fakes;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Backups;

/// <summary>A member with the files that a real ZooKeeper wrote, and a server that answers as that ZooKeeper did: the session that it opens is the last one in the log.</summary>
internal sealed class ScriptedMember : IAsyncDisposable
{
    /// <summary>The ensemble's name on the volume.</summary>
    public static readonly EnsembleId Ensemble = new("00112233445566778899aabbccddeeff");

    private readonly TemporaryDirectory _root = new();
    private readonly ScriptedZooKeeper _server = new();
    private readonly List<string> _notes = [];

    public ScriptedMember()
    {
        foreach (var (path, _) in GivenBackup.Files(DataFileName.SnapshotPrefix)) Copy(path, Data);
        foreach (var (path, _) in GivenBackup.Files(DataFileName.LogPrefix)) Copy(path, Log);
        File.WriteAllText($"{Data}/{EpochFacts.CurrentName}", "1");
        Directory.CreateDirectory(Backups);
        Directory.CreateDirectory(Aside);
        IsIdentifiedAs(Ensemble);
        _server.Script = word => word is "srvr" or "mntr" ? ScriptedZooKeeper.Serving(Mode)(word) : OpenSessionAsync;
    }

    /// <summary>The snapshots' directory.</summary>
    public string Data => _root.At("data/version-2");

    /// <summary>The logs' directory.</summary>
    public string Log => _root.At("log/version-2");

    /// <summary>ZK_BACKUP_DIR: on another file system than the volume.</summary>
    public string Backups { get; } = $"/dev/shm/zkagent-test-{Guid.NewGuid():n}";

    /// <summary>Where a test puts files that the member does not have for a while.</summary>
    public string Aside => $"{Backups}-aside";

    /// <summary>The clock of the copy.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string Mode { get; set; } = "follower";

    /// <summary>Called before the session is granted: the snapshot and the logs are open then.</summary>
    public Action Opening { get; set; } = static () => { };

    /// <summary>Called with each note: between the listing and the opening of what follows.</summary>
    public Action<string> Noting { get; set; } = static _ => { };

    public IReadOnlyList<string> Notes => _notes;

    private DirectorySettings Directories => new() { Data = _root.At("data"), DataLog = _root.At("log"), Log = _root.Path, Configuration = _root.Path, Run = _root.Path };

    public Task<BackupOutcome> BackUpAsync(CancellationToken cancellation)
    {
        var self = new EnsembleServer(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, _server.Port);
        var request = new BackupRequest(Directories, new(new([self]), self, Standalone: false), Backups) { Compression = "none", Note = Note };
        return new BackupWriter(new BarrierSession(new AgentLogin(null, null), TimeProvider.System), Time).WriteAsync(request, cancellation);
    }

    /// <param name="ensemble">Null: the agent has not named it yet.</param>
    public void IsIdentifiedAs(EnsembleId? ensemble) => new VolumeIdentityFile(Directories).Write(new(new(1), "zk-0", ensemble, Served: true, [new(1)]));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _root.Dispose();
        Directory.Delete(Backups, recursive: true);
        Directory.Delete(Aside, recursive: true);
    }

    private void Note(string sentence)
    {
        _notes.Add(sentence);
        Noting(sentence);
    }

    private static void Copy(string path, string directory)
    {
        Directory.CreateDirectory(directory);
        File.Copy(path, Path.Combine(directory, Path.GetFileName(path)));
    }

    private async Task OpenSessionAsync(Socket connection, CancellationToken stopping)
    {
        Opening();
        var session = GivenBackup.Records(GivenBackup.Files(DataFileName.LogPrefix)[^1].Path).Last(r => r.Type == TransactionHeader.CreateSession).Session;
        await using var stream = new NetworkStream(connection);
        await stream.ReadExactlyAsync(new byte[45], stopping);
        await stream.WriteAsync(Convert.FromHexString("00000025" + "00000000" + "00000FA0" + session.ToString("x16", CultureInfo.InvariantCulture) + "00000010" + new string('0', 32) + "00"), stopping);
        var head = new byte[4];
        await stream.ReadExactlyAsync(head, stopping);
        var close = new byte[BinaryPrimitives.ReadInt32BigEndian(head)];
        await stream.ReadExactlyAsync(close, stopping);
        await stream.WriteAsync((byte[])[0, 0, 0, 16, .. close[..4], .. new byte[12]], stopping);
    }
}
