using ZkAgent.Core.Health;

namespace ZkAgent.StatusPage;

/// <summary>Notes every sample that is taken anyway: for the curves, and for who leads.</summary>
/// <param name="history">The last hour.</param>
/// <param name="leaders">Notes who leads; null for a server without a quorum.</param>
internal sealed class SampleRecorder(PageHistory history, LeaderWatch? leaders)
{
    public void Saw(HealthSnapshot health)
    {
        history.Samples.Add(health);
        leaders?.Saw(health);
    }
}
