using Prometheus;

namespace ZkAgent.Metrics;

/// <summary>A gauge with a series for each state: 1 for the one that holds, 0 for the others.</summary>
/// <param name="gauge">The gauge, whose label is the state.</param>
/// <param name="states">Every state.</param>
/// <param name="word">Returns the label value of a state.</param>
internal sealed class StateSet<T>(Gauge gauge, IEnumerable<T> states, Func<T, string> word)
    where T : struct, Enum
{
    private readonly (T State, Gauge.Child Series)[] _series = [.. states.Select(state => (state, gauge.WithLabels(word(state))))];

    /// <param name="current">The current state; null if unknown, and then there is no series.</param>
    public void Show(T? current)
    {
        foreach (var (state, series) in _series)
            series.Show(current is { } known ? (EqualityComparer<T>.Default.Equals(state, known) ? 1 : 0) : null);
    }
}
