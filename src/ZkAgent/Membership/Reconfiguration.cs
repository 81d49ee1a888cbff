using System.Net.Sockets;
using System.Text;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Protocol;
using ZkAgent.Health;
using ZkAgent.Protocol;

namespace ZkAgent.Membership;

/// <summary>Changes the configuration in one session of the super user on the own server.</summary>
/// <remarks>
/// Always the whole list, on condition of the version that it was computed from. An added server with the old address of a moved one is refused
/// otherwise, because the leader keeps the addresses of its list in memory. Only the server that has the session checks the password.
/// </remarks>
/// <param name="server">Where the own ZooKeeper listens.</param>
/// <param name="super">How the session becomes the super user's.</param>
internal sealed class Reconfiguration(SampledServer server, SuperLogin super, TimeProvider time) : IReconfiguration
{
    /// <summary>For everything. A change takes 0.1 s; with a leader that has just died an election comes in between.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private const string Node = "/zookeeper/config", Change = "change the membership", Read = "read the membership";

    /// <summary>Why our own name does not lead to us now; null where it does.</summary>
    public Func<CancellationToken, Task<string?>> NameProblem { get; init; } = _ => Task.FromResult<string?>(null);

    private readonly SessionClient _client = new(time) { SessionTimeout = Deadline };

    public async Task<ReconfigurationResult> RunAsync(Func<EnsembleConfiguration, IReadOnlyList<EnsembleServer>?> target, CancellationToken cancellation)
    {
        // ZooKeeper looks the names of the new list up, the own one as well: with another answer than at the start the leader would give up.
        if (await NameProblem(cancellation).ConfigureAwait(false) is { } wrong) return new ReconfigurationResult.TryAgain($"cannot {Change}: {wrong}");
        ReconfigurationResult? result = null;
        var problem = await _client.RunAsync(server.Host, server.Port, Deadline, WorkAsync, cancellation).ConfigureAwait(false);
        return result ?? new ReconfigurationResult.TryAgain(problem ?? $"cannot {Change}: the session ended without a result");

        async Task<string?> WorkAsync(Socket socket, CancellationToken stop)
        {
            try
            {
                result = await ChangeAsync(socket, target, stop).ConfigureAwait(false);
                return null;
            }
            catch (RequestException failed)
            {
                result = failed.Failure.IsTransient ? new ReconfigurationResult.TryAgain(failed.Failure.Sentence) : new ReconfigurationResult.Refused(failed.Failure.Sentence);
                return failed.Failure.Sentence;
            }
        }
    }

    private async Task<ReconfigurationResult> ChangeAsync(Socket socket, Func<EnsembleConfiguration, IReadOnlyList<EnsembleServer>?> target, CancellationToken stop)
    {
        var number = SaslLogin.LastNumber;
        if (super.Sasl is { } sasl)
        {
            if (await sasl.AuthenticateAsync(socket, stop).ConfigureAwait(false) is { } problem) throw new RequestException(new(problem, IsTransient: problem != sasl.Refusal));
        }
        else
        {
            await AskAsync(socket, RequestFrames.Auth("digest", super.Digest!), "authenticate as the super user", stop).ConfigureAwait(false);
        }

        await AskAsync(socket, RequestFrames.Sync(++number, Node), Read, stop).ConfigureAwait(false);
        var current = Parse(await AskAsync(socket, RequestFrames.GetData(++number, Node), Read, stop).ConfigureAwait(false));
        if (target(current) is not { } next || next.SequenceEqual(current.Servers)) return new ReconfigurationResult.Nothing(current);

        var list = string.Join(',', next.Select(ServerSpec.Format));
        return new ReconfigurationResult.Done(Parse(await AskAsync(socket, RequestFrames.Reconfig(++number, list, current.Version), Change, stop).ConfigureAwait(false)));
    }

    private static EnsembleConfiguration Parse(ReplyFrame reply) => EnsembleConfiguration.Parse(Encoding.UTF8.GetString(reply.Buffer.Span))
        ?? throw new RequestException(new($"cannot {Read}: {Node} has lines that the agent does not understand; look at them by zkCli.sh config", IsTransient: false));

    private static async Task<ReplyFrame> AskAsync(Socket socket, byte[] request, string what, CancellationToken stop)
    {
        await socket.SendAsync(request, stop).ConfigureAwait(false);
        var (frame, problem) = await SessionReader.ReadFrameAsync(socket, what, stop, SessionAnswer.LongestData).ConfigureAwait(false);
        if (problem is not null) throw new RequestException(new(problem, IsTransient: true));
        var reply = ReplyFrame.Parse(frame) ?? throw new RequestException(new($"cannot {what}: the answer is cut off", IsTransient: true));
        return RequestFailure.Of(what, reply.Error) is { } failure ? throw new RequestException(failure) : reply;
    }

    private sealed class RequestException(RequestFailure failure) : Exception(failure.Sentence)
    {
        public RequestFailure Failure { get; } = failure;
    }
}
