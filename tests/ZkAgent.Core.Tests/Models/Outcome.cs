namespace ZkAgent.Core.Tests.Models;

/// <summary>What a search found.</summary>
/// <param name="States">Different states.</param>
/// <param name="Depth">Steps from the start to the last of them.</param>
/// <param name="Closed">True when there are no others within the bounds, however many steps are taken.</param>
/// <param name="Counterexample">The shortest way to what must never happen, and what that is; null without one.</param>
internal sealed record Outcome(int States, int Depth, bool Closed, IReadOnlyList<string>? Counterexample)
{
    public override string ToString() => $"{States} states, depth {Depth}{(Closed ? ", closed" : "")}"
        + (Counterexample is null ? "" : "\n  " + string.Join("\n  ", Counterexample));
}
