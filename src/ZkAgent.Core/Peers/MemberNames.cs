using ZkAgent.Core.Discovery;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Peers;

/// <summary>What a member is called: the name in the server list first, then those that its host has.</summary>
/// <param name="All">The names; empty where its own line has an address of no host in particular and its host has no name.</param>
/// <param name="AnswersToAny">True where the server list calls this member 0.0.0.0: other members' lists may call it anything.</param>
public sealed record MemberNames(IReadOnlyList<string> All, bool AnswersToAny)
{
    /// <param name="local">Our place in the ensemble.</param>
    /// <param name="facts">What the machine says of itself.</param>
    public static MemberNames Of(LocalMember local, HostFacts facts)
    {
        var nameless = HostText.IsEveryInterface(local.Self.Host);
        List<string> names = nameless ? [] : [local.Self.Host];
        foreach (var name in facts.Lines.SelectMany(line => line).Where(n => n.StartsWith(facts.ShortName + ".", StringComparison.OrdinalIgnoreCase)).Append(facts.HostName))
        {
            if (name.Length > 0 && !names.Exists(n => Same(n, name))) names.Add(name);
        }
        return new(names, nameless);
    }

    /// <summary>The name that stands for all of them.</summary>
    public string Full => All.Count > 0 ? All[0] : "";

    /// <summary>The name to answer a question with: the one that was asked for where it is ours, else the full one.</summary>
    public string AnswerTo(string? asked) => asked is not null && Has(asked) ? asked : Full;

    public bool Has(string asked) => AnswersToAny || All.Any(n => Same(n, asked));

    /// <summary>Compares as DNS does (RFC 4343): whatever the case, and with or without the root's dot.</summary>
    public static bool Same(string one, string other) => one.TrimEnd('.').Equals(other.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
}
