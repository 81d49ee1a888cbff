using ZkAgent.Core.Peers;

namespace ZkAgent.Http;

/// <summary>Questions for another member. An address may be another pod's by now: what this member says must not pass for the other's.</summary>
internal static class Misdirection
{
    /// <param name="query">The query of the request.</param>
    /// <param name="names">Our names.</param>
    /// <returns>The answer to a question for another member; null where this member, or any, is asked.</returns>
    public static HttpAnswer? Answer(string query, MemberNames names) => MemberQuestion.Parse(query).IsFor(names, ours: null)
        ? null
        : HttpAnswer.Text(PeerWords.Misdirected, $"answered for by {names.Full}, which is another member\n");
}
