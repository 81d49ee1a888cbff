using ZkAgent.Core.Protocol;
using ZkAgent.Protocol;

namespace ZkAgent.Commands;

/// <summary><c>zkagent metrics</c>, the old zkMetrics.sh: mntr's text exactly as ZooKeeper sends it.</summary>
internal sealed class MetricsCommand(TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4);

    /// <returns>0, or 1 where there is no such text.</returns>
    public async Task<int> RunAsync(string host, int port, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var client = new FourLetterClient(time);
        var answer = await client.AskAsync(host, port, FourLetterWords.Mntr, Deadline, cancellation).ConfigureAwait(false);
        if (answer.Kind == AnswerKind.Text)
        {
            await output.WriteAsync(answer.Content).ConfigureAwait(false);
            return 0;
        }

        await error.WriteLineAsync($"cannot get metrics from ZooKeeper on port {port}: {answer.Reason}").ConfigureAwait(false);
        return 1;
    }
}
