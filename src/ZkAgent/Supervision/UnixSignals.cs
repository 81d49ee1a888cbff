using System.Runtime.InteropServices;

namespace ZkAgent.Supervision;

/// <summary>Takes the process's signals. To be called first in Main: a PID 1 without a handler loses SIGTERM for good.</summary>
internal sealed class UnixSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    private UnixSignals(StopRequests stop)
    {
        Stop = stop;

        // The runtime takes no handler for a signal that it finds ignored. Nobody ignores these on purpose for a container's
        // entrypoint; SIGHUP (nohup) and SIGINT (a shell's background job) may be meant, and stay.
        LibC.Signal(LibC.SIGTERM, LibC.Default);
        LibC.Signal(LibC.SIGQUIT, LibC.Default);

        // ZooKeeper has nothing to reload, and a JVM dies of SIGHUP: it asks to stop as the others do.
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP])
            On(signal, () => Stop.Ask(signal.ToString()));
        On(PosixSignal.SIGQUIT, () => Quit?.Invoke());
    }

    /// <summary>The stops that were asked for.</summary>
    public StopRequests Stop { get; }

    /// <summary>What SIGQUIT does: has ZooKeeper print its threads. Nothing until somebody sets it.</summary>
    public Action? Quit { get; set; }

    public static UnixSignals Listen(TimeProvider time) => new(new StopRequests(time));

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void On(PosixSignal signal, Action action) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        action();
    }));
}
