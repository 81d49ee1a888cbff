using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;

namespace ZkAgent.Volume;

/// <summary>Inspects our volume: for the guard before a start, for a peer at any time.</summary>
/// <param name="directories">Where the data is.</param>
/// <param name="identities">Whose it is.</param>
/// <param name="standalone">True where ZooKeeper runs without a quorum.</param>
/// <param name="jvmFlags">The flags that ZooKeeper is started with: they say how long an entry of its log may be.</param>
/// <param name="thread">The thread that runs everything here; it is told of progress, so that a long inspection does not count as a hang.</param>
internal sealed class VolumeInspector(DirectorySettings directories, VolumeIdentityFile identities, bool standalone, string jvmFlags, VolumeThread thread, TimeProvider time)
{
    /// <summary>
    /// How often damage and misplaced data are searched again at most: the search reads large files and other directories, and only an operator
    /// repairs them. What was found a moment ago may be a snapshot that a newcomer's ZooKeeper still writes, so the pause begins at nothing and doubles.
    /// </summary>
    private static readonly TimeSpan DamageAge = TimeSpan.FromSeconds(5);

    private readonly int _entryLimit = JuteBuffer.Limit(jvmFlags);
    private volatile Seen? _last;
    private volatile bool _heldData;

    /// <summary>The volume's current content: for the guard, before a start.</summary>
    public LocalVolume Read()
    {
        var volume = Judge();
        if (volume.Data == MemberData.Data) _heldData = true;
        var now = time.GetTimestamp();
        _last = new(volume, now, _last is { } last && last.Volume.Data == volume.Data ? last.Since : now);
        return volume;
    }

    /// <summary>
    /// The same for frequent callers. Data does not disappear under a running ZooKeeper, so once data was found the large files are not
    /// read again; an empty volume is read each time. The identity is small and is read each time: a peer that asks a moment after
    /// it was written must learn the members, also where a file that was just being created looked like damage.
    /// </summary>
    public LocalVolume Recent() => _last switch
    {
        { Volume: { Data: MemberData.Data } held } => held with { VolumeIdentity = identities.Read().Known },
        // The data of a restore is large, and only this agent changes it.
        { Volume: { Placed: not null } placed } when identities.Read().Known is { Placed: not null } => placed,
        { Volume: { Data: MemberData.Damaged or MemberData.Misplaced } wrong } seen when time.GetElapsedTime(seen.At) < Pause(seen) => wrong with { VolumeIdentity = identities.Read().Known },
        _ => Read(),
    };

    /// <summary>As long as the finding had lasted when it was last made.</summary>
    private TimeSpan Pause(Seen seen) => time.GetElapsedTime(seen.Since, seen.At) is var lasted && lasted < DamageAge ? lasted : DamageAge;

    private LocalVolume Judge()
    {
        try
        {
            var facts = VolumeReader.Read(directories.Data, directories.DataLog, _entryLimit, thread.Answered);
            return VolumeJudgement.Judge(facts, standalone, identities.Read(), _heldData, time.GetUtcNow());
        }
        // Under a running ZooKeeper a file may go between its name and its bytes. What can't be read may be data.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(MemberData.Damaged, identities.Read().Known, $"cannot be read: {e.Message.TrimEnd('.')}");
        }
    }

    /// <param name="Volume">What was found.</param>
    /// <param name="At">When it was last read.</param>
    /// <param name="Since">When the same was found first.</param>
    private sealed record Seen(LocalVolume Volume, long At, long Since);
}
