namespace ZkAgent.ContainerTests.Docker;

/// <summary>A named volume, which outlives the containers that mount it.</summary>
internal sealed class Volume : IAsyncDisposable
{
    public string Name { get; } = $"zkagent-test-{Guid.NewGuid():N}"[..24];

    public static async Task<Volume> Create()
    {
        var volume = new Volume();
        await DockerCli.Run("volume", "create", "--label", DockerCli.Label, volume.Name);
        return volume;
    }

    /// <summary>Runs a shell command as root on the volume, mounted at /volume.</summary>
    public Task<string> Shell(string script) => DockerCli.Run(
        "run", "--rm", "--label", DockerCli.Label, "--user", "0", "--entrypoint", "bash", "--volume", $"{Name}:/volume", DockerCli.BaseImage, "-c", script);

    public async ValueTask DisposeAsync() => await DockerCli.TryRun("volume", "rm", "--force", Name);
}
