using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Launch;
using ZkAgent.Launch;
using ZkAgent.Resilience;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Launch;

public sealed class OwnNameWaitTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ObservedTime time = new();
    private readonly RememberedLog<OwnNameWait> log = new();
    private readonly List<string> said = [];
    private NameAnswer answer = NameAnswer.NoSuchName;

    [Fact]
    public async Task A_name_that_is_ours_at_once_costs_no_word()
    {
        answer = NameAnswer.Ours;

        Assert.True(await Wait(TestContext.Current.CancellationToken));
        Assert.Empty(said);
    }

    [Fact]
    public async Task A_name_that_comes_later_is_waited_for()
    {
        var waiting = Wait(TestContext.Current.CancellationToken);
        await Pass(TimeSpan.FromSeconds(3), waiting);
        Assert.Contains("Waiting for our own name", Assert.Single(said), StringComparison.Ordinal);

        answer = NameAnswer.Ours;
        await Pass(Pause, waiting);

        Assert.True(await waiting);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task A_name_that_never_comes_does_not_keep_ZooKeeper_from_starting()
    {
        answer = NameAnswer.Foreign;
        var waiting = Wait(TestContext.Current.CancellationToken);
        await Pass(Pipelines.OwnNameLimit, waiting);

        Assert.False(await waiting);
        Assert.Single(log.Lines);
        // After one second, then every ten.
        Assert.InRange(said.Count, 3, 4);
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var waiting = Wait(stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task No_other_member_connects_to_a_standalone_server_by_its_name() =>
        Assert.True(await NewWait().WaitAsync(LocalMember(standalone: true), TestContext.Current.CancellationToken));

    /// <summary>Lists of the official image name the member itself so. Seen on a cluster: the look-up threw, and the agent ended.</summary>
    [Fact]
    public async Task An_address_of_every_interface_is_not_looked_up()
    {
        var wait = new OwnNameWait((host, _) => throw new ArgumentException($"{host} is an unspecified address"), said.Add, time, log);

        Assert.True(await wait.WaitAsync(LocalMember(standalone: false, "0.0.0.0"), TestContext.Current.CancellationToken));
    }

    private async Task Pass(TimeSpan span, Task waiting)
    {
        for (var passed = TimeSpan.Zero; passed < span && !waiting.IsCompleted; passed += Pause)
        {
            await Task.WhenAny(time.UntilTimerAsync(Pause), waiting);
            time.Advance(Pause);
        }
    }

    private Task<bool> Wait(CancellationToken stop) => NewWait().WaitAsync(LocalMember(standalone: false), stop);

    private OwnNameWait NewWait() => new((host, _) => Task.FromResult(new OwnName(host, answer, "10.0.0.9")), said.Add, time, log);

    private static LocalMember LocalMember(bool standalone, string host = "zk-0.zk-hs")
    {
        var self = new EnsembleServer(new(1), host, 2888, 3888, ServerRole.Participant, 2181);
        return new(new([self]), self, standalone);
    }
}
