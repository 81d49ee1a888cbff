using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using ZkAgent.Native;

namespace ZkAgent.Hosting;

/// <summary>The host's lifetime: turns the process's signals into requests to stop.</summary>
/// <remarks>
/// <see cref="Listen"/> must be the first call in Main: PID 1 without a handler loses SIGTERM. A signal does not stop the host. It asks the
/// supervisor to stop ZooKeeper, and the end of the supervisor stops the host.
/// </remarks>
internal sealed class SignalLifetime : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    private SignalLifetime(StopRequests stop)
    {
        Stop = stop;

        // The runtime installs no handler for a signal that it finds ignored. A container's entrypoint has no reason to ignore
        // these; SIGHUP (nohup) and SIGINT (a shell's background job) may be ignored on purpose, and stay so.
        LibC.Signal(LibC.SIGTERM, LibC.Default);
        LibC.Signal(LibC.SIGQUIT, LibC.Default);

        // ZooKeeper has nothing to reload, and SIGHUP ends a JVM: it requests a stop as the others do.
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP])
            On(signal, () => Stop.Ask(signal.ToString()));
        On(PosixSignal.SIGQUIT, () => Quit?.Invoke());
    }

    /// <summary>The requests to stop.</summary>
    public StopRequests Stop { get; }

    /// <summary>The action of SIGQUIT; null for none. The supervision sets it to print the JVM's threads.</summary>
    public Action? Quit { get; set; }

    /// <summary>Installs the handlers for this process's signals.</summary>
    public static SignalLifetime Listen(TimeProvider time) => new(new StopRequests(time));

    /// <summary>Nothing to wait for: the handlers were installed before the host was built.</summary>
    Task IHostLifetime.WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The handlers stay until the process ends: a late signal must not kill it while it writes the termination message.</summary>
    Task IHostLifetime.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void On(PosixSignal signal, Action action) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        action();
    }));
}
