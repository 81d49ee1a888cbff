using System.Text.RegularExpressions;
using Xunit;

namespace ZkAgent.Core.Tests;

/// <summary>Finds the place in a sentence where something was put in that was empty: "runs as user  and never".</summary>
internal static partial class Holes
{
    /// <summary>Two blanks, a blank before a sign, an empty pair of brackets, a sign after a sign, an end in the middle.</summary>
    [GeneratedRegex(@"  | [,;:.)]|\( |\(\)|''|[:;,] ?[;,]|=:|^ |[ ,;:=]$|\b(of|by|user|name|for|and|with) (and|or|,|;|:)\b")]
    private static partial Regex Hole();

    /// <summary>Fails with the sentences that have a hole, and with those that are empty.</summary>
    public static void None(IEnumerable<string> sentences) => Assert.Empty(sentences.Where(s => s.Length == 0 || Hole().IsMatch(s)).Distinct());
}
