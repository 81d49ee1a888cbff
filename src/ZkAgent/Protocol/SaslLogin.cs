using System.Net.Sockets;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Protocol;

/// <summary>Authenticates a session by DIGEST-MD5.</summary>
/// <param name="user">The user.</param>
/// <param name="password">The password.</param>
/// <param name="md5">The hash.</param>
/// <param name="nonce">Makes a random text for each exchange.</param>
internal sealed class SaslLogin(string user, string password, Func<byte[], byte[]> md5, Func<string> nonce)
{
    private const int FirstStep = 1, SecondStep = 2;

    private readonly DigestMd5 _digest = new(user, password, DigestMd5.ZooKeeperUri, md5);

    /// <summary>Requests with these numbers are ours.</summary>
    public const int LastNumber = SecondStep;

    /// <summary>Why the session is not the user's where ZooKeeper knows the user with another password.</summary>
    public string Refusal => $"cannot authenticate as {user}: ZooKeeper refuses the password; its users are those of its last start";

    /// <returns>Why it failed; null where the session is the user's.</returns>
    public async Task<string?> AuthenticateAsync(Socket socket, CancellationToken stop)
    {
        // DIGEST-MD5 begins with the server's challenge: the first token is empty.
        var (challenge, problem) = await StepAsync(socket, FirstStep, ReadOnlyMemory<byte>.Empty, stop).ConfigureAwait(false);
        if (problem is not null) return problem;
        if (challenge is not { Nonce: not null, OffersAuth: true }) return $"cannot authenticate as {user}: ZooKeeper sent no challenge of DIGEST-MD5";

        var clientNonce = nonce();
        (var answer, problem) = await StepAsync(socket, SecondStep, _digest.Respond(challenge, clientNonce), stop).ConfigureAwait(false);
        if (problem is not null) return problem;
        return answer?.ResponseAuth == _digest.ExpectedProof(challenge, clientNonce) ? null : $"cannot authenticate as {user}: ZooKeeper did not prove that it knows the password";
    }

    private async Task<(DigestChallenge? Challenge, string? Problem)> StepAsync(Socket socket, int number, ReadOnlyMemory<byte> token, CancellationToken stop)
    {
        await socket.SendAsync(RequestFrames.Sasl(number, token.Span), stop).ConfigureAwait(false);
        var (frame, problem) = await SessionReader.ReadFrameAsync(socket, $"authenticate as {user}", stop).ConfigureAwait(false);
        if (problem is not null) return (null, problem);
        return ReplyFrame.Parse(frame) is { Error: 0 } reply
            ? (DigestChallenge.Parse(reply.Buffer.Span), null)
            : (null, Refusal);
    }
}
