using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using ZkAgent.Core.Protocol;
using ZkAgent.Protocol;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Protocol;

/// <summary>The session check against a server that knows one user.</summary>
public sealed class SaslLoginTests
{
    private const string Challenge = "realm=\"zk-sasl-md5\",nonce=\"n\",charset=utf-8,algorithm=md5-sess";
    private const int Close = -11;

    private readonly List<int> _operations = [];

    [Fact]
    public async Task The_right_password_opens_a_session_of_the_users()
    {
        Assert.Null(await CheckAsync("secret"));
        Assert.Equal([102, 102, Close], _operations);
    }

    [Fact]
    public async Task A_wrong_password_is_a_reason_and_the_session_is_closed_all_the_same()
    {
        Assert.Equal("cannot authenticate as zkagent: ZooKeeper refuses the password; its users are those of its last start", await CheckAsync("wrong"));
        Assert.Equal([102, 102, Close], _operations);
    }

    [Fact]
    public async Task A_server_that_cannot_prove_the_password_is_not_trusted() =>
        Assert.Equal("cannot authenticate as zkagent: ZooKeeper did not prove that it knows the password", await CheckAsync("secret", proof: "rspauth=00"));

    [Fact]
    public async Task A_server_without_a_challenge_is_told() =>
        Assert.Equal("cannot authenticate as zkagent: ZooKeeper sent no challenge of DIGEST-MD5", await CheckAsync("secret", challenge: ""));

    private async Task<string?> CheckAsync(string password, string challenge = Challenge, string? proof = null)
    {
        Func<byte[], byte[]> md5 = MD5.HashData;
        var known = new DigestMd5("zkagent", "secret", DigestMd5.ZooKeeperUri, md5);
        await using var server = new ScriptedZooKeeper { Script = _ => Serve };
        var client = new SessionClient(new FakeTimeProvider(), new SaslLogin("zkagent", password, md5, () => "c"));
        return (await client.CheckAsync("127.0.0.1", server.Port, TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken)).Problem;

        async Task Serve(Socket connection, CancellationToken stopping)
        {
            await using var stream = new NetworkStream(connection);
            await stream.ReadExactlyAsync(new byte[45], stopping);
            await SendAsync(Convert.FromHexString("00000000" + "00000FA0" + "0000000000000001" + "00000010" + new string('0', 32) + "00"));
            while (true)
            {
                var head = new byte[4];
                await stream.ReadExactlyAsync(head, stopping);
                var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(head)];
                await stream.ReadExactlyAsync(frame, stopping);
                var (number, operation) = (BinaryPrimitives.ReadInt32BigEndian(frame), BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(4)));
                _operations.Add(operation);
                if (operation == Close)
                {
                    await SendAsync(Reply(number, 0, ""));
                    return;
                }
                var token = frame.AsSpan(12).ToArray();
                var parsed = DigestChallenge.Parse(Encoding.UTF8.GetBytes(Challenge))!;
                if (token.Length == 0) await SendAsync(Reply(number, 0, challenge));
                else if (token.AsSpan().SequenceEqual(known.Respond(parsed, "c"))) await SendAsync(Reply(number, 0, proof ?? $"rspauth={known.ExpectedProof(parsed, "c")}"));
                else await SendAsync(Reply(number, ReplyFrame.AuthFailed, ""));
            }

            async Task SendAsync(byte[] body)
            {
                var head = new byte[4];
                BinaryPrimitives.WriteInt32BigEndian(head, body.Length);
                await stream.WriteAsync((byte[])[.. head, .. body], stopping);
            }
        }
    }

    private static byte[] Reply(int number, int error, string token)
    {
        var header = new byte[20];
        BinaryPrimitives.WriteInt32BigEndian(header, number);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(12), error);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(16), token.Length);
        return [.. header, .. Encoding.UTF8.GetBytes(token)];
    }
}
