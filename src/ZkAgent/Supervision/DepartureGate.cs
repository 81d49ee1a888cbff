namespace ZkAgent.Supervision;

/// <summary>Waits while it helps the ensemble that this server stays; called once, before ZooKeeper is sent SIGTERM.</summary>
/// <param name="cancel">Cancelled when the time for waiting is over, and when ZooKeeper ended meanwhile; the stop goes on then, whatever the gate does.</param>
internal delegate Task DepartureGate(CancellationToken cancel);
