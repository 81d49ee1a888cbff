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

        // The runtime takes no handler for a signal that it finds ignored. Nobody ignores these on purpose for a container's
        // entrypoint; SIGHUP (nohup) and SIGINT (a shell's background job) may be meant, and stay.
        LibC.Signal(LibC.SIGTERM, LibC.Default);
        LibC.Signal(LibC.SIGQUIT, LibC.Default);

        // ZooKeeper has nothing to reload, and a JVM dies of SIGHUP: it asks to stop as the others do.
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP])
            On(signal, () => Stop.Ask(signal.ToString()));
        On(PosixSignal.SIGQUIT, () => Quit?.Invoke());
    }

    /// <summary>The requests to stop.</summary>
    public StopRequests Stop { get; }

    /// <summary>What SIGQUIT does; null: nothing. The supervision sets it to print the JVM's threads.</summary>
    public Action? Quit { get; set; }

    /// <summary>Takes the signals of this process.</summary>
    public static SignalLifetime Listen(TimeProvider time) => new(new StopRequests(time));

    /// <summary>Nothing to wait for: the signals were taken before the host was built.</summary>
    Task IHostLifetime.WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The handlers stay until the process ends: a late signal must not kill it in the middle of its last words.</summary>
    Task IHostLifetime.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void On(PosixSignal signal, Action action) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        action();
    }));
}
