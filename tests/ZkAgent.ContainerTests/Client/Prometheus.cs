using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Xunit;
using ZkAgent.ContainerTests.Docker;

namespace ZkAgent.ContainerTests.Client;

/// <summary>A real Prometheus on this host that scrapes an ensemble's members every second; each has the label <c>member</c>.</summary>
internal sealed class Prometheus : IAsyncDisposable
{
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(60);

    private readonly string _directory = Directory.CreateTempSubdirectory("zkagent-prometheus-").FullName;
    private readonly HttpClient _http = new();
    private Process _process = null!;

    /// <param name="members">Each member's name and address.</param>
    public static async Task<Prometheus> Scraping(IEnumerable<(string Name, string Address)> members)
    {
        var prometheus = new Prometheus();
        var targets = members.Select(m => $"      - targets: ['{m.Address}:9141']\n        labels: {{ member: '{m.Name}' }}\n");
        var config = Path.Combine(prometheus._directory, "prometheus.yml");
        await File.WriteAllTextAsync(config, $$"""
            global: { scrape_interval: 1s, scrape_timeout: 1s }
            scrape_configs:
              - job_name: zk
                static_configs:
            {{string.Concat(targets)}}
            """);
        var port = FreePort();
        prometheus._http.BaseAddress = new($"http://127.0.0.1:{port}");
        prometheus._process = Process.Start(new ProcessStartInfo("prometheus",
            [$"--config.file={config}", $"--storage.tsdb.path={prometheus._directory}/data", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]))!;
        await Poll.Until(prometheus.IsReady, ToStart, () => Task.FromResult("Prometheus is not ready"));
        return prometheus;
    }

    /// <summary>The labels and the value of every series that a query gives now.</summary>
    public async Task<IReadOnlyList<(IReadOnlyDictionary<string, string> Labels, double Value)>> Query(string query)
    {
        using var answer = JsonDocument.Parse(await _http.GetStringAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}", TestContext.Current.CancellationToken));
        return [.. answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(series => (
            (IReadOnlyDictionary<string, string>)series.GetProperty("metric").EnumerateObject().ToDictionary(l => l.Name, l => l.Value.GetString()!),
            double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)))];
    }

    /// <summary>Awaits that a query gives one series with this value.</summary>
    public Task Until(string query, double value) => Poll.Until(
        async () => await Query(query) is [var one] && one.Value == value, Ensemble.ToServe,
        async () => $"{query} should be {value} and is {string.Join(", ", (await Query(query)).Select(s => s.Value))}");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<bool> IsReady()
    {
        try
        {
            return (await _http.GetAsync(new Uri("/-/ready", UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
