using System.Globalization;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Health;

/// <summary>How a supporting service of the agent is: whether it runs, and how often it failed.</summary>
/// <param name="Name">The service's name.</param>
/// <param name="Running">False before its start, after its end, and while it waits to be started again.</param>
/// <param name="Failures">How often it ended with an exception.</param>
/// <param name="LastProblem">The message of the last exception; null before the first.</param>
/// <param name="Sentence">The same in one sentence.</param>
public sealed record SupportingServiceState(string Name, bool Running, int Failures, string? LastProblem, string Sentence)
{
    /// <summary>A service that was not started yet.</summary>
    public static SupportingServiceState Of(string name) => new(name, Running: false, Failures: 0, null, "is not started yet");

    public SupportingServiceState Started() => this with
    {
        Running = true,
        Sentence = Failures == 0 ? "runs" : $"runs again after {Times}, the last: {LastProblem}",
    };

    /// <summary>Its work is done; nothing is wrong.</summary>
    public SupportingServiceState Finished() => this with { Running = false, Sentence = "has done its work" };

    /// <param name="problem">The message of the exception.</param>
    /// <param name="delay">When it is started again.</param>
    public SupportingServiceState AfterFailure(string problem, TimeSpan delay) => this with
    {
        Running = false,
        Failures = Failures + 1,
        LastProblem = problem.TrimEnd('.'),
        Sentence = $"the service {Name} failed: {problem.TrimEnd('.')}; it starts again in {DurationFormat.Duration(delay)}, ZooKeeper runs on",
    };

    /// <summary>The check that <c>/readyz?verbose</c> lists. It never changes the verdict.</summary>
    public ProbeCheck Check => new(Name, Running || Failures == 0, Sentence);

    private string Times => Failures == 1 ? "1 failure" : $"{Failures.ToString(CultureInfo.InvariantCulture)} failures";
}
