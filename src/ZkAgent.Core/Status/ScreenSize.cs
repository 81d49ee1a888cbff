namespace ZkAgent.Core.Status;

/// <summary>The size of a terminal, in characters.</summary>
/// <param name="Columns">At least 1.</param>
/// <param name="Rows">At least 1.</param>
public readonly record struct ScreenSize(int Columns, int Rows)
{
    /// <summary>A size that a terminal says; one that says none, as a serial console, is taken for endless.</summary>
    public static ScreenSize Of(int columns, int rows) => new(columns > 0 ? columns : int.MaxValue, rows > 0 ? rows : int.MaxValue);
}
