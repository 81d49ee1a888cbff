namespace ZkAgent.Hosting;

/// <summary>A service that supports the agent's work. ZooKeeper runs on without it, so its failure never stops the agent.</summary>
internal interface ISupportingService
{
    /// <summary>Its name in the log, in <c>/readyz?verbose</c> and in metrics; lower case, words joined by hyphens.</summary>
    string Name { get; }

    /// <summary>Works until its work is done or the agent stops. After an exception the agent starts it again.</summary>
    /// <param name="stopping">Cancelled when the agent stops.</param>
    Task RunAsync(CancellationToken stopping);
}
