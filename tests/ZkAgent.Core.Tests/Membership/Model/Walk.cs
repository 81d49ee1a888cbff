namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>A way through the model that is taken, not searched.</summary>
internal static class Walk
{
    /// <summary>Takes the steps that are told, each of which must be possible.</summary>
    /// <param name="world">Where it begins.</param>
    /// <param name="rule">The rules.</param>
    /// <param name="bounds">What can happen.</param>
    /// <param name="steps">How the text of each step begins.</param>
    public static World Along(World world, MembershipRule rule, Bounds bounds, params string[] steps)
    {
        foreach (var step in steps)
        {
            var moves = Move.From(world, rule, bounds);
            var at = moves.FindIndex(m => m.Text.StartsWith(step, StringComparison.Ordinal));
            if (at < 0) throw new ArgumentException($"cannot take \"{step}\": expected one of {string.Join(", ", moves.Select(m => m.Text))}");
            world = moves[at].To;
        }
        return world;
    }
}
