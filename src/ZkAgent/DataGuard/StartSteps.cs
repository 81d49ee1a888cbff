using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Health;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Volume;
using ZkAgent.Restores;
using ZkAgent.Volume;

namespace ZkAgent.DataGuard;

/// <summary>Our volume when a start was asked for.</summary>
/// <param name="Volume">What is on it; null while another process uses it.</param>
/// <param name="InUse">The file whose lock another process holds; null where this agent has the volume.</param>
internal readonly record struct OpenedVolume(LocalVolume? Volume, string? InUse);

/// <summary>Carries out on the volume what was decided about a start. After every step the volume is in a state that the next start handles safely.</summary>
/// <param name="volumes">Reads our volume.</param>
/// <param name="rule">Writes the list of servers.</param>
/// <param name="preparation">Prepares the volume for the start that was decided.</param>
/// <param name="volumeLock">Keeps a second ZooKeeper from the volume.</param>
/// <param name="restores">Carries a restore out.</param>
/// <param name="thread">The volume's thread: a stop must not wait for a volume that hangs.</param>
internal sealed class StartSteps(
    VolumeInspector volumes, IStartRule rule, VolumePreparation preparation, VolumeLock volumeLock, RestoreSteps restores, VolumeThread thread, TimeProvider time)
{
    /// <summary>Takes the volume for this agent, completes what an earlier start began, and reads it.</summary>
    /// <param name="silent">Called each time that the volume does not answer within its limit.</param>
    /// <param name="stop">Ends the wait and throws.</param>
    public Task<OpenedVolume> OpenAsync(Action silent, CancellationToken stop) => OnVolumeAsync<OpenedVolume>(() =>
    {
        // What is on a volume in use may still change.
        if (volumeLock.TryTake() is { } inUse) return new(null, inUse);
        preparation.DeleteMarker();
        preparation.EndUnfinishedMove();
        return new(Read(), null);
    }, silent, stop);

    /// <summary>Executes the action of a decision.</summary>
    /// <param name="plan">Any decision but a refusal.</param>
    /// <param name="volume">The volume that it was decided by.</param>
    /// <param name="silent">Called each time that the volume does not answer within its limit.</param>
    /// <param name="stop">Ends the wait and throws.</param>
    /// <returns>The volume after the action, for the next decision.</returns>
    public async Task<LocalVolume> ExecuteAsync(StartPlan plan, LocalVolume volume, Action silent, CancellationToken stop)
    {
        // Writing takes seconds, and the others must still be answered: not on the volume's thread.
        var written = plan.Decision.Action == GuardAction.Place ? await restores.WriteAsync(stop).ConfigureAwait(false) : null;
        return await OnVolumeAsync(() =>
        {
            switch (plan.Decision.Action)
            {
                case GuardAction.Start or GuardAction.Bootstrap or GuardAction.Join:
                    rule.Write(plan);
                    restores.RemoveBegun();
                    preparation.Prepare(plan.Decision, volume);
                    return volume;
                case GuardAction.Quarantine:
                    preparation.SetAside();
                    return Read();
                case GuardAction.Place:
                    restores.Place(Read(), written!);
                    return Read();
                case GuardAction.Commit:
                    rule.Write(plan);
                    restores.Commit(plan.Restore!.Epoch);
                    return Read();
                case GuardAction.TakeVolume:
                    preparation.TakeVolume();
                    return Read();
                default:
                    // The operator may repair the volume meanwhile.
                    rule.ReadVolume();
                    return volumes.Recent();
            }
        }, silent, stop).ConfigureAwait(false);
    }

    private LocalVolume Read()
    {
        rule.ReadVolume();
        return volumes.Read();
    }

    /// <summary>Waits for the volume without a limit: the current content of the volume decides, never an earlier one.</summary>
    private async Task<T> OnVolumeAsync<T>(Func<T> work, Action silent, CancellationToken stop)
    {
        var working = thread.RunAsync(work, stop);
        while (true)
        {
            try
            {
                return await working.WaitAsync(VolumeTimeout.Limit, time, stop).ConfigureAwait(false);
            }
            catch (TimeoutException) when (!working.IsCompleted)
            {
                silent();
            }
        }
    }
}
