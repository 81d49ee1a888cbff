using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Images;
using Xunit;

namespace ZkAgent.ContainerTests.Containers;

/// <summary>The container engine, prepared before the first test; removes what the run leaves behind after the last one.</summary>
public sealed class Engine : IAsyncLifetime
{
    private const string ApiVersionVariable = "DOCKER_API_VERSION", ReaperRepository = "testcontainers/ryuk";

    /// <summary>What Testcontainers asks for by itself.</summary>
    private static readonly System.Version s_apiOfTestcontainers = new(1, 44);

    private static DockerClient? s_client;
    private Session? _session;

    /// <summary>The client of Testcontainers, for what its containers do not offer: signals and networks that are cut.</summary>
    internal static IDockerClient Client => s_client ?? throw new InvalidOperationException("cannot use the container engine: the assembly fixture has not started");

    public async ValueTask InitializeAsync()
    {
        await UseApiVersionOfEngine();
        var endpoint = TestcontainersSettings.OS.DockerEndpointAuthConfig
            ?? throw NoEngine($"none answers to version {Environment.GetEnvironmentVariable(ApiVersionVariable) ?? s_apiOfTestcontainers.ToString()} of Docker's API");
        s_client = endpoint.GetDockerClientBuilder(ResourceReaper.DefaultSessionId).Build();
        await UseReaperIfPresent(s_client);
        await Session.RemoveEnded(s_client);
        _session = Session.Begin(ResourceReaper.DefaultSessionId);
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null) await _session.End(Client);
        s_client?.Dispose();
    }

    /// <summary>Engines before 25.0 refuse Testcontainers' version of the API, so its own variable names the engine's. The user's value wins.</summary>
    /// <remarks>Testcontainers reads the variable once, when it looks for the engine: this comes before its first use.</remarks>
    private static async Task UseApiVersionOfEngine()
    {
        if (Environment.GetEnvironmentVariable(ApiVersionVariable) is { Length: > 0 }) return;
        using var unversioned = new DockerClientBuilder().Build();
        VersionResponse answer;
        try
        {
            answer = await unversioned.System.GetVersionAsync(TestContext.Current.CancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw NoEngine($"{unversioned.Options.Endpoint} does not say its version: {failure.Message}", failure);
        }
        var engine = System.Version.Parse(answer.APIVersion);
        if (engine < s_apiOfTestcontainers) Environment.SetEnvironmentVariable(ApiVersionVariable, engine.ToString(2));
    }

    /// <summary>The resource reaper runs only where its image is on the engine already: tests pull nothing.</summary>
    private static async Task UseReaperIfPresent(DockerClient client)
    {
        var wanted = TestcontainersSettings.ResourceReaperImage?.FullName ?? ReaperRepository;
        var images = await client.Images.ListImagesAsync(new ImagesListParameters { Filters = Filter.By("reference", wanted) }, TestContext.Current.CancellationToken);
        if (images.SelectMany(image => image.RepoTags ?? []).FirstOrDefault() is { } present) TestcontainersSettings.ResourceReaperImage = new DockerImage(present);
        else TestcontainersSettings.ResourceReaperEnabled = false;
    }

    private static InvalidOperationException NoEngine(string why, Exception? cause = null) =>
        new($"cannot test without a container engine: {why}; start Docker, or name its address in DOCKER_HOST", cause);
}
