using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Polly;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;
using ZkAgent.Hosting;
using ZkAgent.Resilience;

namespace ZkAgent.Departure;

/// <summary>The unix socket on which the agent takes the requests of <c>zkagent drain</c>. No process outside the container can take the member out of service.</summary>
/// <remarks>A connection is the request; the answer is one sentence, sent when the gate opens or its time is over.</remarks>
/// <param name="path">The path of the socket.</param>
/// <param name="gracePeriod">The pod's grace period.</param>
/// <param name="stop">Records the start of the grace period.</param>
/// <param name="gate">The departure gate.</param>
/// <param name="log">Receives the begin of a drain and its expiry.</param>
internal sealed class DrainSocket(
    string path, TimeSpan gracePeriod, StopRequests stop, Func<CancellationToken, Task<string>> gate, TimeProvider time, ILogger log) : ISupportingService
{
    private readonly ResiliencePipeline _passage = Pipelines.DeparturePassage(time);

    public string Name => "drain";

    /// <summary>The path that <c>drain</c> connects to.</summary>
    public static string PathIn(DirectorySettings directories) => $"{directories.Run}/zkagent.sock";

    /// <summary>Listens until the agent stops. If it fails, only <c>drain</c> is missing: SIGTERM passes the same gate.</summary>
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
            // A killed predecessor left its socket file.
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
                // The client closed the connection; the drain goes on.
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

    /// <summary>If no stop follows a drain, the member returns to service at the end of the grace period.</summary>
    private async Task ForgetAsync(CancellationToken stopping)
    {
        try
        {
            // An earlier drain may have expired meanwhile, and with it the grace period that both share.
            if (stop.GraceElapsed is not { } elapsed) return;
            var over = gracePeriod - elapsed;
            if (over > TimeSpan.Zero) await Task.Delay(over, time, stopping).ConfigureAwait(false);
            if (stop.EndGrace()) log.LogWarning("no stop followed the drain within the grace period: serving on");
        }
        catch (OperationCanceledException)
        {
            // A stop was requested.
        }
    }

    private void Delete()
    {
        try { File.Delete(path); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { /* the next start deletes it */ }
    }
}
