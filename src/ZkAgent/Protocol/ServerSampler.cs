using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Protocol;

/// <summary>Takes one sample of one server: srvr and mntr within one deadline.</summary>
internal sealed class ServerSampler(FourLetterClient client, TimeProvider time)
{
    /// <param name="host">A name or an address of the server.</param>
    /// <param name="port">Its client port.</param>
    /// <param name="bothAtOnce">
    /// True if srvr will likely have content. Otherwise mntr is sent only after srvr had content: ZooKeeper would refuse it
    /// for the same reason, and a server that accepts without an answer would keep two dead connections, not one.
    /// </param>
    /// <param name="deadline">For both together.</param>
    /// <param name="cancellation">Ends the sample early and throws.</param>
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
