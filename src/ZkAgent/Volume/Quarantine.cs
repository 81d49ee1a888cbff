using ZkAgent.Core.Volume;
using ZkAgent.Files;

namespace ZkAgent.Volume;

/// <summary>Moves aside the files that block a start; deletes nothing.</summary>
internal static class Quarantine
{
    /// <summary>Makes a plan's moves in their order, each of them whole or not at all; one that an earlier start made is passed over.</summary>
    /// <returns>The sentence of what was moved where.</returns>
    /// <exception cref="IOException">A move failed; those before it stay made.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public static string Execute(QuarantinePlan plan)
    {
        var told = new List<string>();
        foreach (var move in plan.Moves)
        {
            if (!Path.Exists(move.From)) continue;
            DurableFiles.Move(move.From, move.To);
            told.Add($"{move.From} to {move.To}");
        }
        return $"{(told.Count > 0 ? $"moved {string.Join(", ", told)}" : "nothing was left to move")}; {plan.Purpose}";
    }
}
