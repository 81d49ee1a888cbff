using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Status;

/// <summary>From this moment on a member led.</summary>
/// <param name="At">The moment.</param>
/// <param name="Leader">The member; null where none was known.</param>
/// <param name="Epoch">Its epoch; null while it is not known.</param>
public readonly record struct LeaderChange(DateTimeOffset At, ServerId? Leader, long? Epoch);

/// <summary>Who led in the last hour. 3 KiB, whatever happens: of more changes than fit the oldest are forgotten.</summary>
public sealed class LeaderHistory
{
    private const int Capacity = 128;
    private const int NoLeader = -1;
    private const long NoEpoch = -1;

    private readonly Lock _lock = new();
    private readonly (long Ticks, int Leader, long Epoch)[] _changes = new (long, int, long)[Capacity];
    private int _first, _count;
    private long _epoch = NoEpoch;

    /// <summary>Notes who leads; the same again is no change.</summary>
    /// <param name="at">When it was seen.</param>
    /// <param name="leader">The member; null where none is known.</param>
    /// <param name="epoch">Its epoch; null where it is not known. One that was there before another leader is not taken for the new one's.</param>
    public void Saw(DateTimeOffset at, ServerId? leader, long? epoch)
    {
        var id = leader?.Value ?? NoLeader;
        lock (_lock)
        {
            var term = id != NoLeader && epoch > _epoch ? epoch.Value : NoEpoch;
            if (_count > 0)
            {
                ref var last = ref _changes[(_first + _count - 1) % Capacity];
                // A member shows the epoch of its leader with the first transaction only.
                var same = last.Leader == id && (term == NoEpoch || last.Epoch == NoEpoch);
                if (same)
                {
                    if (term == NoEpoch) return;
                    (last.Epoch, _epoch) = (term, term);
                    return;
                }
            }
            if (_count == Capacity) _first = (_first + 1) % Capacity;
            else _count++;
            _changes[(_first + _count - 1) % Capacity] = (at.UtcTicks, id, term);
            if (term != NoEpoch) _epoch = term;
        }
    }

    /// <summary>The changes since a moment, oldest first, and the one before them that was still true at that moment.</summary>
    public IReadOnlyList<LeaderChange> Since(DateTimeOffset moment)
    {
        var found = new List<LeaderChange>();
        lock (_lock)
        {
            for (var i = 0; i < _count; i++)
            {
                var (ticks, leader, epoch) = _changes[(_first + i) % Capacity];
                if (ticks <= moment.UtcTicks) found.Clear();
                found.Add(new(new(ticks, TimeSpan.Zero), leader == NoLeader ? null : new ServerId(leader), epoch == NoEpoch ? null : epoch));
            }
        }
        return found;
    }
}
