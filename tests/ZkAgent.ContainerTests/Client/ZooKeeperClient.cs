using System.Buffers.Binary;
using System.Net.Sockets;
using System.Threading.Channels;

namespace ZkAgent.ContainerTests.Client;

/// <summary>
/// One session over one connection, with as many requests under way as the caller likes: ZooKeeper answers them in order.
/// When the connection ends the client has ended; to go on, connect again, to the same session if it must stay alive.
/// </summary>
internal sealed class ZooKeeperClient : IAsyncDisposable
{
    /// <summary>What a session asks for where a test has no reason for another one.</summary>
    public static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(15);

    private const int CreateOp = 1, GetOp = 4, SetOp = 5, SyncOp = 9, PingOp = 11, CloseOp = -11, PingXid = -2, AnyVersion = -1, AllPermissions = 31;

    private sealed record Request(string What, int Xid, ReadOnlyMemory<byte> Frame, TaskCompletionSource<JuteReader> Reply);

    private readonly TcpClient connection;
    private readonly Channel<Request> pending = Channel.CreateUnbounded<Request>();
    private readonly SemaphoreSlim sending = new(1);
    private readonly CancellationTokenSource ended = new();
    private readonly Task reading;
    private readonly Task pinging;
    private int lastXid;

    private readonly byte[] password;

    private ZooKeeperClient(TcpClient connection, long sessionId, byte[] password, TimeSpan timeout)
    {
        (this.connection, SessionId, this.password) = (connection, sessionId, password);
        reading = ReadReplies(timeout * 2 / 3);
        pinging = Ping(timeout / 3);
    }

    public long SessionId { get; }

    /// <summary>The last transaction that this client has seen.</summary>
    public long LastZxid { get; private set; }

    /// <summary>Opens a session, or throws <see cref="IOException"/> or <see cref="SocketException"/> where there is none to be had.</summary>
    /// <param name="resume">A client whose connection ended and whose session is to go on; null: a new session.</param>
    /// <param name="seen">The last transaction that the client has seen: a server that does not have it refuses.</param>
    public static async Task<ZooKeeperClient> Connect(string host, int port, TimeSpan sessionTimeout, CancellationToken cancellation, ZooKeeperClient? resume = null, long seen = 0)
    {
        var connection = new TcpClient { NoDelay = true };
        try
        {
            await connection.ConnectAsync(host, port, cancellation);
            var request = new JuteWriter().Int(0).Long(seen).Int((int)sessionTimeout.TotalMilliseconds).Long(resume?.SessionId ?? 0).Bytes(resume?.password ?? new byte[16]).Bool(false).Frame();
            await connection.GetStream().WriteAsync(request, cancellation);
            var answer = await ReadFrame(connection.GetStream(), cancellation);
            _ = answer.Int();
            var granted = TimeSpan.FromMilliseconds(answer.Int());
            var id = answer.Long();
            var password = answer.Bytes();
            return id != 0 ? new(connection, id, password, granted) : throw new IOException($"cannot open a session on {host}:{port}: it is refused");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Creates a persistent node that every client may change, and returns its path.</summary>
    public async Task<string> Create(string path, ReadOnlyMemory<byte> data) => (await Send($"create {path}", CreateOp, body => body
        .Text(path).Bytes(data.Span).Int(1).Int(AllPermissions).Text("world").Text("anyone").Int(0))).Text();

    public async Task<byte[]> Get(string path) => (await Send($"get {path}", GetOp, body => body.Text(path).Bool(false))).Bytes();

    public Task Set(string path, ReadOnlyMemory<byte> data) => Send($"set {path}", SetOp, body => body.Text(path).Bytes(data.Span).Int(AnyVersion));

    /// <summary>Completes once the server that this client is connected to has everything that the leader had committed: reads from then on are not stale.</summary>
    public Task Sync() => Send("sync", SyncOp, body => body.Text("/"));

    /// <summary>Ends the session; its ephemerals and watches go at once.</summary>
    public Task Close() => Send("close the session", CloseOp, body => body);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        connection.Dispose();
        await Task.WhenAll(reading, pinging);
        sending.Dispose();
        ended.Dispose();
    }

    /// <summary>Completes with the reply; the next request need not wait for that.</summary>
    private async Task<JuteReader> Send(string what, int operation, Func<JuteWriter, JuteWriter> body)
    {
        var reply = new TaskCompletionSource<JuteReader>(TaskCreationOptions.RunContinuationsAsynchronously);
        await sending.WaitAsync(ended.Token);
        try
        {
            var xid = operation == PingOp ? PingXid : ++lastXid;
            var frame = body(new JuteWriter().Int(xid).Int(operation)).Frame();
            if (!pending.Writer.TryWrite(new(what, xid, frame, reply))) throw new IOException($"cannot {what}: the connection has ended");
            await connection.GetStream().WriteAsync(frame, ended.Token);
        }
        finally
        {
            sending.Release();
        }

        return await reply.Task;
    }

    /// <param name="silence">As ZooKeeper's own client: a server that says nothing for so long, not even to a ping, is given up.</param>
    private async Task ReadReplies(TimeSpan silence)
    {
        IOException end;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ended.Token);
        try
        {
            while (true)
            {
                limit.CancelAfter(silence);
                var reply = await ReadFrame(connection.GetStream(), limit.Token);
                var (xid, zxid, error) = (reply.Int(), reply.Long(), reply.Int());
                if (zxid > 0) LastZxid = zxid;
                if (!pending.Reader.TryRead(out var request) || request.Xid != xid) throw new IOException($"cannot tell whom the reply to request {xid} is for: it is not the next");
                if (error == 0) request.Reply.SetResult(reply);
                else request.Reply.SetException(new ZooKeeperError(request.What, error));
            }
        }
        catch (Exception trouble) when (trouble is IOException or OperationCanceledException or ObjectDisposedException)
        {
            end = new IOException($"cannot wait for a reply: {trouble.Message}", trouble);
        }

        // What was sent and not answered may have been done or not: the caller hears that it was not acknowledged.
        pending.Writer.Complete();
        while (pending.Reader.TryRead(out var request)) request.Reply.SetException(end);
    }

    private async Task Ping(TimeSpan pause)
    {
        using var timer = new PeriodicTimer(pause);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token)) await Send("ping", PingOp, body => body);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The failure goes to each caller that waits for a reply.
        }
    }

    private static async Task<JuteReader> ReadFrame(NetworkStream stream, CancellationToken cancellation)
    {
        var head = new byte[4];
        await stream.ReadExactlyAsync(head, cancellation);
        var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(head)];
        await stream.ReadExactlyAsync(frame, cancellation);
        return new(frame);
    }
}
