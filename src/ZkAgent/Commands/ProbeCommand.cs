using ZkAgent.CommandLine;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Net;
using ZkAgent.Peers;
using ZkAgent.Protocol;

namespace ZkAgent.Commands;

/// <summary><c>zkagent probe startup|live|ready</c>: the running agent's verdict, or, without an agent, a verdict from a sample of its own.</summary>
internal sealed class ProbeCommand(TimeProvider time)
{
    /// <summary>With the second that the early path took before, under the five that a probe often has: the reason is still printed.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    /// <param name="probe">startup, live or ready.</param>
    /// <param name="agentPort">Where the agent answers.</param>
    /// <param name="clientPort">Where ZooKeeper answers.</param>
    /// <param name="deadline">For all of it.</param>
    /// <param name="output">Takes the sentence.</param>
    /// <param name="cancellation">Ends the question early.</param>
    /// <returns>0 for yes, 1 for no.</returns>
    public async Task<int> RunAsync(string probe, int agentPort, int clientPort, TimeSpan deadline, TextWriter output, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var answer = await new AgentClient(time).GetAsync(TcpDial.Loopback, agentPort, $"/{probe}z", deadline, cancellation).ConfigureAwait(false);
        if (answer.Status is 200 or 503)
        {
            await output.WriteAsync(answer.Body).ConfigureAwait(false);
            return answer.Status == 200 ? ExitCodes.Ok : ExitCodes.No;
        }
        var left = deadline - time.GetElapsedTime(began);
        var verdict = await SampleAsync(probe, clientPort, left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellation).ConfigureAwait(false);
        await output.WriteAsync($"{verdict.Sentence} (no agent: port {agentPort} {PeerWords.Proxy(answer, agentPort) ?? (answer.Status == 0 ? answer.Body : $"answered {answer.Status}")})\n").ConfigureAwait(false);
        return verdict.Pass ? ExitCodes.Ok : ExitCodes.No;
    }

    /// <summary>The agent's health model with a single sample.</summary>
    private async Task<ProbeVerdict> SampleAsync(string probe, int clientPort, TimeSpan deadline, CancellationToken cancellation)
    {
        var sample = await new ServerSampler(new FourLetterClient(time), time).SampleAsync(TcpDial.Loopback, clientPort, bothAtOnce: false, deadline, cancellation).ConfigureAwait(false);
        var health = SingleSample.Judge(sample);
        return probe switch
        {
            Probes.Startup => Probes.DecideStartup(health),
            // Without an agent there is no history: one missing answer is all the evidence.
            Probes.Live => sample.ShowsLife ? Probes.DecideLive(health) : new(probe, false, $"ZooKeeper does not answer: {sample.Reason}", []),
            _ => Probes.DecideReady(health, sample.At),
        };
    }
}
