using System.Globalization;

namespace ZkAgent.Core.Supervision;

/// <summary>How a process ended: with a code, or killed by a signal.</summary>
/// <param name="Code">The exit code; 128 + n for signal n, as a shell says it.</param>
/// <param name="Signal">The signal's number when a signal ended it, else null.</param>
public readonly record struct ChildExit(int Code, int? Signal)
{
    public static ChildExit Exited(int code) => new(code, null);

    public static ChildExit Killed(int signal) => new(128 + signal, signal);

    /// <summary>Reads the status that wait(2) gives.</summary>
    public static ChildExit FromWaitStatus(int status) =>
        (status & 0x7f) == 0 ? Exited((status >> 8) & 0xff) : Killed(status & 0x7f);

    public override string ToString() => Signal is { } signal
        ? string.Create(CultureInfo.InvariantCulture, $"signal {signal} (code {Code})")
        : string.Create(CultureInfo.InvariantCulture, $"code {Code}");
}
