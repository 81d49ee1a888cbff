using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Protocol;

/// <summary>Takes one look at one server: srvr and mntr within one deadline.</summary>
internal sealed class ServerSampler(FourLetterClient client, TimeProvider time)
{
    /// <param name="host">Whom to ask.</param>
    /// <param name="port">Its client port.</param>
    /// <param name="bothAtOnce">
    /// True where srvr will likely be answered with content. Otherwise mntr is asked only after it was: it would be refused
    /// for the same reason, and a server that accepts without answering would be left with two dead connections instead of one.
    /// </param>
    /// <param name="deadline">For both together.</param>
    /// <param name="cancellation">Ends the look early and throws.</param>
    public async Task<Sample> SampleAsync(string host, int port, bool bothAtOnce, TimeSpan deadline, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var early = bothAtOnce ? AskAsync(FourLetterWords.Mntr) : null;
        var srvr = await AskAsync(FourLetterWords.Srvr).ConfigureAwait(false);
        var mntr = early is not null ? await early.ConfigureAwait(false)
            : srvr.Kind is AnswerKind.Text or AnswerKind.NotWhitelisted ? await AskAsync(FourLetterWords.Mntr).ConfigureAwait(false)
            : null;
        return new Sample(time.GetUtcNow(), time.GetElapsedTime(began), srvr, mntr);

        Task<FourLetterAnswer> AskAsync(string word) => client.AskAsync(host, port, word, deadline - time.GetElapsedTime(began), cancellation);
    }
}
