using Xunit;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.DataGuard;
using ZkAgent.Restores;
using ZkAgent.Supervision;
using ZkAgent.Tests.Volume;
using ZkAgent.Volume;

namespace ZkAgent.Tests.DataGuard;

/// <summary>The guard of zk-0 before a real volume, with scripted peers and a clock that stands still.</summary>
internal sealed class GivenGuard : IDisposable
{
    private long _began;

    public GivenGuard(bool logApart = false, Func<DateTimeOffset, OverrideSettings>? overrides = null, SecurityPhases phases = default, RestoreSettings? restore = null)
    {
        Volume = new(logApart);
        Peers = new(GivenVolume.LocalMember);
        State = new(new(Volume.Time));
        Overrides = new(overrides?.Invoke(Volume.Time.GetUtcNow()) ?? new() { Bootstrap = null, Volume = null, Damaged = null }, Volume.Time);
        var rule = new StaticStart(Volume.Directories, new("", "", RenderedFile.Readable), new MembershipFiles(Volume.Directories, new("", "", RenderedFile.Readable)), Volume.VolumeIdentities, Volume.Time, Volume.Log);
        Source = new(restore, null, (settings, stop) => RestoreBackup.Read(settings.Path, settings.Cut, settings.Name, stop), Volume.Time, Volume.Log);
        Placement = new(Volume.Directories, Volume.VolumeIdentities, Volume.Time, Volume.Log);
        Progress = new(Volume.Log);
        Restores = new(new(GivenVolume.LocalMember), restore, Source, Placement, Progress, Volume.Log);
        var steps = new StartSteps(Volume.Watch, rule, Volume.Preparation, Volume.Lock, Restores, Volume.Thread, Volume.Time);
        Guard = new(new(GivenVolume.LocalMember), Peers, rule, steps, Overrides, Restores, Volume.Answering.Silence, State, phases, Volume.Time, Volume.Log);
    }

    public GivenVolume Volume { get; }
    public ScriptedPeers Peers { get; }
    public SupervisionState State { get; }
    public OperatorOverrides Overrides { get; }
    public RestoreSource Source { get; }
    public RestorePlacement Placement { get; }
    public RestoreProgress Progress { get; }
    public RestoreSteps Restores { get; }
    public VoteGuard Guard { get; }

    /// <summary>What the guard waits now between two rounds of questions.</summary>
    private TimeSpan Pause => Volume.Time.GetElapsedTime(_began) switch
    {
        var waited when waited < TimeSpan.FromSeconds(10) => TimeSpan.FromMilliseconds(100),
        var waited when waited < TimeSpan.FromMinutes(1) => TimeSpan.FromMilliseconds(250),
        _ => TimeSpan.FromSeconds(1),
    };

    /// <summary>A start is asked for.</summary>
    public Task<StartRefusal?> Pass()
    {
        _began = Volume.Time.GetTimestamp();
        return Guard.PassAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The guard holds ZooKeeper back with a reason and waits.</summary>
    public async Task HoldsAsync(Task<StartRefusal?> pass, string because)
    {
        await Task.WhenAny(pass, Volume.Time.UntilTimerAsync(Pause));
        Assert.False(pass.IsCompleted, pass.IsCompletedSuccessfully ? pass.Result?.Sentence ?? "it may start" : pass.Exception?.ToString());
        Assert.Contains(because, State.Now.Sentence, StringComparison.Ordinal);
    }

    /// <summary>The guard asks the peers again.</summary>
    public async Task NextRoundAsync(Task<StartRefusal?> pass)
    {
        var pause = Pause;
        await Task.WhenAny(pass, Volume.Time.UntilTimerAsync(pause));
        Volume.Time.Advance(pause);
    }

    /// <summary>Rounds of questions, for so long.</summary>
    public async Task PassTimeAsync(Task<StartRefusal?> pass, TimeSpan by)
    {
        var until = Volume.Time.GetUtcNow() + by;
        while (Volume.Time.GetUtcNow() < until) await NextRoundAsync(pass);
    }

    public void Dispose() => Volume.Dispose();
}
