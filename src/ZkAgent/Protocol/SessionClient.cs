using System.Net.Sockets;
using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Text;
using ZkAgent.Net;
using ZkAgent.Resilience;

namespace ZkAgent.Protocol;

/// <summary>Opens one session and closes it. A network failure is a value, never an exception.</summary>
/// <param name="login">Authenticates the session; null: it stays anonymous.</param>
internal sealed class SessionClient(TimeProvider time, SaslLogin? login = null)
{
    /// <summary>The requested session timeout. Short: if the close request is lost, the session expires soon.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(4);

    private readonly TcpExchange<string?> _exchange = new(Pipelines.SessionCheck(time), time);

    /// <param name="host">A name, an IPv4 address, or an IPv6 address with or without brackets.</param>
    /// <param name="port">The client port.</param>
    /// <param name="deadline">For everything: connection, opening, authentication, work, closing.</param>
    /// <param name="cancellation">Ends the check early; only this throws.</param>
    public async Task<SessionCheck> CheckAsync(string host, int port, TimeSpan deadline, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var problem = await RunAsync(host, port, deadline, work: null, cancellation).ConfigureAwait(false);
        return new SessionCheck(problem, time.GetUtcNow(), time.GetElapsedTime(began));
    }

    /// <summary>The same with requests between the opening and the closing.</summary>
    /// <param name="work">Sends requests on the session and returns why they failed, or null.</param>
    /// <returns>Why anything failed; null where all of it worked.</returns>
    public Task<string?> RunAsync(string host, int port, TimeSpan deadline, Func<Socket, CancellationToken, Task<string?>>? work, CancellationToken cancellation) =>
        RunAsync(host, port, deadline, work, opened: null, cancellation);

    /// <summary>Opens a session and closes it.</summary>
    /// <returns>Its id, also where only its closing failed; or why there was none.</returns>
    public async Task<(long? Session, string? Problem)> OpenAsync(string host, int port, TimeSpan deadline, CancellationToken cancellation)
    {
        long? session = null;
        var problem = await RunAsync(host, port, deadline, work: null, id => session = id, cancellation).ConfigureAwait(false);
        return session is null ? (null, problem) : (session, null);
    }

    private Task<string?> RunAsync(
        string host, int port, TimeSpan deadline, Func<Socket, CancellationToken, Task<string?>>? work, Action<long>? opened, CancellationToken cancellation)
    {
        var step = "open";
        string? problem = null;
        return _exchange.RunAsync(host, port, deadline, OpenAndCloseAsync,
            late: () => problem ?? $"cannot {step} a session: no answer within {DurationFormat.Duration(deadline)}",
            // The whole ensemble opened the session. While it closes, only a missing answer is a failure, not a refusal that requires SASL.
            broken: trouble => step == "close" ? problem : $"cannot {step} a session: {FourLetterClient.Reason(trouble)}",
            cancellation);

        async Task<string?> OpenAndCloseAsync(Socket socket, CancellationToken stop)
        {
            await socket.SendAsync(SessionFrames.Connect(SessionTimeout), stop).ConfigureAwait(false);
            (var frame, problem) = await SessionReader.ReadFrameAsync(socket, "open a session", stop).ConfigureAwait(false);
            problem ??= SessionAnswer.Problem(frame);
            if (problem is not null) return problem;
            opened?.Invoke(SessionAnswer.Session(frame));

            step = "use";
            if (login is not null) problem = await login.AuthenticateAsync(socket, stop).ConfigureAwait(false);
            if (problem is null && work is not null) problem = await work(socket, stop).ConfigureAwait(false);

            // After a problem as well: a session that is not closed stays until it expires.
            step = "close";
            await socket.SendAsync(SessionFrames.Close(), stop).ConfigureAwait(false);
            _ = await SessionReader.ReadFrameAsync(socket, "close a session", stop).ConfigureAwait(false);
            return problem;
        }
    }
}
