using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Polly;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;
using ZkAgent.Hosting;
using ZkAgent.Resilience;

namespace ZkAgent.Departure;

/// <summary>Where <c>zkagent drain</c> reaches the agent: a unix socket, so that nobody outside the container can take a member out of service.</summary>
/// <remarks>A connection is the request; the answer is one sentence, sent when the gate has opened or its time is over.</remarks>
/// <param name="path">Where the socket is made.</param>
/// <param name="gracePeriod">The pod's.</param>
/// <param name="stop">Where the grace period begins.</param>
/// <param name="gate">The departure gate.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Takes what is drained and forgotten.</param>
internal sealed class DrainSocket(
    string path, TimeSpan gracePeriod, StopRequests stop, Func<CancellationToken, Task<string>> gate, TimeProvider time, ILogger log) : ISupportingService
{
    private readonly ResiliencePipeline _passage = Pipelines.DeparturePassage(time);

    public string Name => "drain";

    /// <summary>Where <c>drain</c> finds the agent.</summary>
    public static string PathIn(DirectorySettings directories) => $"{directories.Run}/zkagent.sock";

    /// <summary>Listens until the agent stops. Without it only <c>drain</c> is missing: SIGTERM passes the same gate.</summary>
    /// <exception cref="IOException">The socket can't be made.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var listener = Listen();
        try
        {
            while (true) _ = AnswerAsync(await listener.AcceptAsync(stopping).ConfigureAwait(false), stopping);
        }
        finally
        {
            Delete();
        }
    }

    private Socket Listen()
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // What a killed predecessor left.
            File.Delete(path);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen();
            return listener;
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            listener.Dispose();
            throw new IOException($"cannot listen on {path} for zkagent drain: {e.Message.TrimEnd('.')}; set ZK_RUN_DIR to a writable directory", e);
        }
    }

    private async Task AnswerAsync(Socket client, CancellationToken stopping)
    {
        using (client)
        {
            if (stop.BeginGrace()) log.LogInformation("draining, asked by zkagent drain: not ready from now on");
            var sentence = await PassAsync(stopping).ConfigureAwait(false);
            try
            {
                await client.SendAsync(Encoding.UTF8.GetBytes(sentence + "\n")).ConfigureAwait(false);
            }
            catch (SocketException)
            {
                // Whoever asked is gone; the drain goes on.
            }
        }
        await ForgetAsync(stopping).ConfigureAwait(false);
    }

    private async Task<string> PassAsync(CancellationToken stopping)
    {
        var leave = ShutdownPlan.Of(gracePeriod).LeaveBy - (stop.GraceElapsed ?? TimeSpan.Zero);
        try
        {
            var passed = await _passage.TryAsync(leave, gate, stopping).ConfigureAwait(false);
            if (passed.Exception is null) return passed.Result!;
            if (passed.IsTimeout()) return "leaving all the same: the time for waiting is over";
            log.LogError(passed.Exception, "cannot wait at the departure gate");
            return "leaving all the same: the departure gate failed, and the agent's log says how";
        }
        catch (OperationCanceledException)
        {
            return "ZooKeeper has ended";
        }
    }

    /// <summary>A drain that no stop follows was somebody's experiment: the member is wanted again once the grace period is over.</summary>
    private async Task ForgetAsync(CancellationToken stopping)
    {
        try
        {
            // A drain before this one may have been forgotten meanwhile, and with it the period that both share.
            if (stop.GraceElapsed is not { } elapsed) return;
            var over = gracePeriod - elapsed;
            if (over > TimeSpan.Zero) await Task.Delay(over, time, stopping).ConfigureAwait(false);
            if (stop.EndGrace()) log.LogWarning("no stop followed the drain within the grace period: serving on");
        }
        catch (OperationCanceledException)
        {
            // The stop came.
        }
    }

    private void Delete()
    {
        try { File.Delete(path); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { /* the next start deletes it */ }
    }
}
