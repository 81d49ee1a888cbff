using ZkAgent.Core.Peers;

namespace ZkAgent.Peers;

/// <summary>The client of the other members.</summary>
internal interface IPeers
{
    /// <summary>Asks every other member; an answer for each, in the order of the list.</summary>
    /// <param name="deadline">For each question to a peer.</param>
    /// <param name="cancellation">Ends the questions early and throws.</param>
    Task<PeerAnswer[]> AskAsync(TimeSpan deadline, CancellationToken cancellation);
}
