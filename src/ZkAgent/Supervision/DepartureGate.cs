namespace ZkAgent.Supervision;

/// <summary>Waits while it helps the ensemble that this server stays; called once, before ZooKeeper is sent SIGTERM.</summary>
/// <param name="until">The supervisor goes on at this instant, whatever the gate does.</param>
/// <param name="cancel">Cancelled at that instant, and when ZooKeeper ended meanwhile.</param>
internal delegate Task DepartureGate(DateTimeOffset until, CancellationToken cancel);

/// <summary>The gate that is always open.</summary>
internal static class OpenGate
{
    public static Task Pass(DateTimeOffset until, CancellationToken cancel) => Task.CompletedTask;
}
