using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Settings;

namespace ZkAgent.DataGuard;

/// <summary>Looks at our volume whenever somebody wants to know: the guard before a start, a peer at any time.</summary>
/// <param name="directories">Where the data is.</param>
/// <param name="stamps">Whose it is.</param>
/// <param name="standalone">True where ZooKeeper runs without a quorum.</param>
/// <param name="jvmFlags">The flags that ZooKeeper is started with: they say how long an entry of its log may be.</param>
/// <param name="time">The clock.</param>
internal sealed class VolumeWatch(DirectorySettings directories, StampFile stamps, bool standalone, string jvmFlags, TimeProvider time)
{
    private readonly int _entryLimit = JuteBuffer.Limit(jvmFlags);
    private volatile OwnVolume? _held;

    /// <summary>What the volume holds now.</summary>
    public OwnVolume Read()
    {
        var volume = Judge();
        if (volume.Data == MemberData.Data) _held = volume;
        return volume;
    }

    /// <summary>
    /// The same for a peer, who only has to know whether there is data: once there was, that does not change while the agent lives, and
    /// the logs, which are large, are not read again.
    /// </summary>
    public OwnVolume ReadForPeer() => _held is { } held ? held with { Stamp = stamps.Read().Stamp } : Read();

    private OwnVolume Judge()
    {
        try
        {
            var facts = VolumeReader.Read(directories.Data, directories.DataLog, _entryLimit);
            return VolumeJudgement.Judge(facts, standalone, stamps.Read().Stamp, stamps.ReadLog().Stamp, _held is not null, time.GetUtcNow());
        }
        // Under a running ZooKeeper a file may go between its name and its bytes. What can't be read may be data.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(MemberData.Damaged, stamps.Read().Stamp, null, $"cannot be read: {e.Message.TrimEnd('.')}");
        }
    }
}
