namespace ZkAgent.ContainerTests.Docker;

/// <summary>A network of a test's own, in which containers find each other by name.</summary>
internal sealed class Network : IAsyncDisposable
{
    public string Name { get; } = $"zkagent-test-{Guid.NewGuid():N}"[..24];

    public static async Task<Network> Create()
    {
        var network = new Network();
        await DockerCli.Run("network", "create", "--label", DockerCli.Label, network.Name);
        return network;
    }

    /// <summary>Takes a container's address and name away while it runs.</summary>
    public Task Disconnect(string container) => DockerCli.Run("network", "disconnect", "--force", Name, container);

    /// <summary>Gives it an address, most likely another one, and its name.</summary>
    public Task Connect(string container, string alias) => DockerCli.Run("network", "connect", "--alias", alias, Name, container);

    public async ValueTask DisposeAsync() => await DockerCli.TryRun("network", "rm", Name);
}
