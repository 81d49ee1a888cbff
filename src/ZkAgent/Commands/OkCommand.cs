using System.Text;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Protocol;
using ZkAgent.Peers;
using ZkAgent.Protocol;

namespace ZkAgent.Commands;

/// <summary><c>zkagent ok</c>, the old zkOk.sh: is ruok answered with imok? Silent where it is.</summary>
/// <remarks>Old manifests use it for liveness too, so it is yes as well while the agent holds ZooKeeper back by design.</remarks>
internal sealed class OkCommand(TimeProvider time)
{
    /// <summary>What the early path may have used up before: it gives its question this long.</summary>
    private static readonly TimeSpan EarlyPath = TimeSpan.FromSeconds(1);

    /// <summary>What is left of the timeout after the early path. Half of a short one is left at least, so that the reason is still printed.</summary>
    public static TimeSpan DeadlineOf(TimeSpan timeout) => timeout - (timeout / 2 < EarlyPath ? timeout / 2 : EarlyPath);

    /// <returns>0 or 1.</returns>
    /// <param name="host">Where both listen.</param>
    /// <param name="port">ZooKeeper's client port.</param>
    /// <param name="agentPort">The agent's port; null where it can't be told.</param>
    /// <param name="deadline">How long it may take, a second question included.</param>
    /// <param name="error">Takes the reason of a no.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<int> RunAsync(string host, int port, int? agentPort, TimeSpan deadline, TextWriter error, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var client = new FourLetterClient(time);
        var answer = await client.AskAsync(host, port, FourLetterWords.Ruok, deadline, cancellation).ConfigureAwait(false);
        if (answer.Kind == AnswerKind.Text && answer.Content.Trim() == FourLetterWords.Imok) return 0;
        if (answer.Kind == AnswerKind.Refused && agentPort is { } agent && deadline - time.GetElapsedTime(began) is { Ticks: > 0 } rest
            && await IsHeldBackAsync(host, agent, rest, cancellation).ConfigureAwait(false)) return 0;
        var reason = answer.Kind == AnswerKind.Text ? $"the answer was \"{Shortened(answer.Content)}\"" : answer.Reason;
        await error.WriteLineAsync($"cannot get {FourLetterWords.Imok} from ZooKeeper on port {port}: {reason}").ConfigureAwait(false);
        return 1;
    }

    private async Task<bool> IsHeldBackAsync(string host, int agentPort, TimeSpan deadline, CancellationToken cancellation)
    {
        var answer = await new AgentClient(time).GetAsync(host, agentPort, "/member", deadline, cancellation).ConfigureAwait(false);
        return answer.Status == 200 && MemberReport.Parse(Encoding.UTF8.GetBytes(answer.Body)) is { HeldBack: true };
    }

    /// <summary>Something else may listen there and answer with a page.</summary>
    private static string Shortened(string text)
    {
        var line = text.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        if (end >= 0) line = line[..end];
        return line.Length > 60 ? $"{line[..60]}..." : line.ToString();
    }
}
