using ZkAgent.Core.Health;
using ZkAgent.Core.Status;
using ZkAgent.Ensemble;
using ZkAgent.Hosting;
using ZkAgent.Peers;

namespace ZkAgent.StatusPage;

/// <summary>Notes who leads, for the last hour. After an election it asks the other agents; in a quiet quorum it asks nothing.</summary>
internal sealed class LeaderWatch(CurrentMember local, IPeers peers, PageHistory history) : ISupportingService, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _due = new(0, 1);
    private readonly Lock _lock = new();
    private LeaderQuestions _questions = LeaderQuestions.None;
    private HealthSnapshot? _health;

    public string Name => "leader-watch";

    /// <summary>Takes a sample of our server. It returns at once.</summary>
    public void Saw(HealthSnapshot health)
    {
        lock (_lock)
        {
            (_questions, _health) = (_questions.After(health), health);
            if (LeaderQuestions.Leads(health)) history.Leaders.Saw(health.Seen.At, local.Now.Self.Id, Epoch(health));
            if (_questions.Due && _due.CurrentCount == 0) _due.Release();
        }
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            await _due.WaitAsync(stopping).ConfigureAwait(false);
            var answers = await peers.AskAsync(Deadline, stopping).ConfigureAwait(false);
            var leader = answers.FirstOrDefault(a => a.Report is { Serving: true, Leading: true })?.Server.Id;
            lock (_lock)
            {
                _questions = _questions.Answered(leader is not null || LeaderQuestions.Leads(_health!));
                if (!LeaderQuestions.Leads(_health!)) history.Leaders.Saw(_health!.Seen.At, leader, Epoch(_health));
            }
        }
    }

    public void Dispose() => _due.Dispose();

    private static long? Epoch(HealthSnapshot health) => health.Seen.Sample?.Report?.Zxid is { Value: > 0 } zxid ? zxid.Epoch : null;
}
