using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace ZkAgent.Tests.Fakes;

/// <summary>A ZooKeeper that grants each session and answers each kind of request with one error and one buffer.</summary>
internal sealed class ScriptedSession : IAsyncDisposable
{
    private const int ConnectLength = 45, Nothing = int.MinValue;

    private readonly ScriptedZooKeeper _server = new();
    private bool _ended;

    public ScriptedSession() => _server.Script = _ => ServeAsync;

    public int Port => _server.Port;

    /// <summary>What is answered to an operation; an empty buffer where it is not here.</summary>
    public Dictionary<int, string> Data { get; } = [];

    /// <summary>The error of an operation; 0 where it is not here.</summary>
    public Dictionary<int, int> Errors { get; } = [];

    /// <summary>The connection ends at this operation without an answer.</summary>
    public int EndAt { get; set; } = Nothing;

    /// <summary>The operations that came, in order.</summary>
    public List<int> Operations { get; } = [];

    /// <summary>The last body of each operation.</summary>
    public Dictionary<int, byte[]> Bodies { get; } = [];

    public string Text(int operation) => Encoding.UTF8.GetString(Bodies[operation]);

    public ValueTask DisposeAsync() => _ended ? default : EndAsync();

    private ValueTask EndAsync()
    {
        _ended = true;
        return _server.DisposeAsync();
    }

    private async Task ServeAsync(Socket connection, CancellationToken stopping)
    {
        await using var stream = new NetworkStream(connection);
        await stream.ReadExactlyAsync(new byte[ConnectLength], stopping);
        await SendAsync(Convert.FromHexString("00000000" + "00000FA0" + "0000000000000001" + "00000010" + new string('0', 32) + "00"));
        while (true)
        {
            var head = new byte[4];
            if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stopping) < head.Length) return;
            var request = new byte[BinaryPrimitives.ReadInt32BigEndian(head)];
            await stream.ReadExactlyAsync(request, stopping);
            var operation = BinaryPrimitives.ReadInt32BigEndian(request.AsSpan(4));
            Operations.Add(operation);
            Bodies[operation] = request[8..];
            if (operation == EndAt) return;
            var data = Encoding.UTF8.GetBytes(Data.GetValueOrDefault(operation, ""));
            await SendAsync([.. request[..4], .. new byte[8], .. Number(Errors.GetValueOrDefault(operation)), .. Number(data.Length), .. data]);
        }

        ValueTask SendAsync(byte[] frame) => stream.WriteAsync((byte[])[.. Number(frame.Length), .. frame], stopping);
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
