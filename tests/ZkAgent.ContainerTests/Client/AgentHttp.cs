namespace ZkAgent.ContainerTests.Client;

/// <summary>An agent's answer; status 0 where there was none, and then the reason stands in place of the body.</summary>
internal readonly record struct AgentAnswer(int Status, string Body);

/// <summary>Asks one agent over a kept connection, as the kubelet does not and a measurement must: an exec costs more than what is measured.</summary>
internal sealed class AgentHttp(string address) : IDisposable
{
    public const ushort Port = 9141;

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        BaseAddress = new Uri($"http://{address}:{Port}"),
        Timeout = TimeSpan.FromSeconds(10),
    };

    public async Task<AgentAnswer> Get(string path, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellation);
            return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
        }
        catch (HttpRequestException trouble)
        {
            return new(0, trouble.Message);
        }
        catch (TaskCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            return new(0, late.Message);
        }
    }

    public void Dispose() => http.Dispose();
}
