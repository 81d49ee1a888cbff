using Xunit;
using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;
using ZkAgent.Health;
using ZkAgent.Hosting;
using ZkAgent.Machine;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Health;

public sealed class QuorumDiagnosisTests : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ObservedTime _time = new();
    private readonly SteadyTime _steady;
    private readonly TemporaryDirectory _directory = new();
    private readonly RememberedLog<QuorumDiagnosisTests> _log = new();
    private readonly QuorumTrouble _trouble = new();
    private readonly Scripted _first = new(), _second = new();
    private readonly Task _running;
    private HealthSnapshot _health;

    public QuorumDiagnosisTests()
    {
        _steady = new(_time);
        _health = Looks();
        _running = new QuorumDiagnosis([_first, _second], () => Volatile.Read(ref _health), _trouble, new TerminationLog(TerminationMessage, _time), _steady, _log).RunAsync(_stop.Token);
    }

    private string TerminationMessage => _directory.At("termination");

    private HealthSnapshot Looks()
    {
        var process = new SupervisionSnapshot(ProcessPhase.Running, _steady.Now, 1, 0, null, "runs");
        var sample = new Sample(_steady.Now, TimeSpan.Zero, new FourLetterAnswer(AnswerKind.NotServing, "", "it answers that it is not serving"), null);
        return HealthModel.Next(null, new(_steady.Now, process, Standalone: false, Draining: null, sample));
    }

    [Fact]
    public async Task Nothing_is_tried_while_an_election_may_still_end()
    {
        Assert.Equal(HealthState.Looking, _health.State);
        await PassAsync(QuorumDiagnosis.After - QuorumDiagnosis.Pause);

        Assert.Equal(0, _first.Asked);
    }

    [Fact]
    public async Task The_reasons_are_told_in_one_sentence_everywhere()
    {
        (_first.Reason, _second.Reason) = ("zk-1 refuses the certificate", "zk-2 refuses the password");
        await PassAsync(QuorumDiagnosis.After);

        Assert.Equal("zk-1 refuses the certificate; zk-2 refuses the password", _trouble.Reason);
        Assert.Equal(["ZooKeeper looks for a quorum: zk-1 refuses the certificate; zk-2 refuses the password"], _log.Lines);
        Assert.Contains("zk-2 refuses the password", await File.ReadAllTextAsync(TerminationMessage, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_tried_again_seldom_and_told_once()
    {
        _first.Reason = "zk-1 refuses the certificate";
        await PassAsync(QuorumDiagnosis.After + QuorumDiagnosis.Between);

        Assert.Equal(2, _first.Asked);
        Assert.Single(_log.Lines);
    }

    [Fact]
    public async Task A_member_that_found_its_quorum_has_no_reason_left()
    {
        _first.Reason = "zk-1 refuses the certificate";
        await PassAsync(QuorumDiagnosis.After);
        Volatile.Write(ref _health, _health with { State = HealthState.Serving });
        await PassAsync(QuorumDiagnosis.Pause);

        Assert.Null(_trouble.Reason);
    }

    private async Task PassAsync(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += QuorumDiagnosis.Pause)
        {
            await _time.UntilTimerAsync(QuorumDiagnosis.Pause);
            _time.Advance(QuorumDiagnosis.Pause);
            await _time.UntilTimerAsync(QuorumDiagnosis.Pause);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        _stop.Dispose();
        _directory.Dispose();
    }

    private sealed class Scripted : IQuorumReason
    {
        public string? Reason { get; set; }

        public int Asked { get; private set; }

        public Task<string?> FindAsync(CancellationToken cancellation)
        {
            Asked++;
            return Task.FromResult(Reason);
        }
    }
}
