using System.Buffers;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Sasl;

/// <summary>Which names users may have.</summary>
/// <remarks>
/// ZooKeeper parses the id of an ACL of scheme sasl as a Kerberos name: with two @, or with @ and another separator, it closes the session at the
/// first ACL. Blank, quotes and backslash work in some clients only. What is left includes every key that a Secret may have.
/// </remarks>
public static class UserNames
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-+@");

    /// <param name="name">The user.</param>
    /// <returns>What was expected instead, as the rest of a sentence; null where the name is right.</returns>
    public static string? Problem(string name)
    {
        if (name is SaslUser.Agent or SaslUser.EveryUser) return $"expected another name: the agent uses {name} itself";
        return name.Length == 0 || name.AsSpan().ContainsAnyExcept(Letters) || name.Count(c => c == '@') > 1 || name[0] == '@' || name[^1] == '@'
            ? "expected letters, digits, and . _ - + with at most one @ between them: ZooKeeper cannot use another name in an ACL"
            : null;
    }

    /// <summary>True for what a volume of Kubernetes or an editor puts next to the users: <c>..data</c>, <c>..2026_11_27…</c>.</summary>
    public static bool IsHidden(string fileName) => fileName.StartsWith('.');

    /// <summary>The name as it is shown.</summary>
    internal static string Shown(string name) => $"\"{LogEscaping.Quote(name)}\"";
}
