using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Monitoring;

/// <summary>One sample of an answer.</summary>
internal sealed record Sample(IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>A real Prometheus on this machine, which scrapes an ensemble each second and evaluates our rules.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("zkagent-prometheus-").FullName;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly StringBuilder _log = new();
    private Process _process = null!;

    public static async Task<PrometheusServer> Scraping(Ensemble ensemble)
    {
        var server = new PrometheusServer();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(server._directory, "prometheus.yml"), await Configuration(ensemble), Cancellation);
            await server.Start();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
        return server;
    }

    /// <summary>What an instant query gives now.</summary>
    public async Task<IReadOnlyList<Sample>> Query(string expression)
    {
        using var answer = await _http.GetAsync(new Uri($"api/v1/query?query={Uri.EscapeDataString(expression)}", UriKind.Relative), Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, $"{expression}\n{body}");
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(Sample)];
    }

    /// <summary>Awaits that a query gives one series with this value.</summary>
    public Task Until(string expression, double value) => Poll.Until(
        async () => await Query(expression) is [var one] && one.Value == value, Ensemble.ToServe,
        async () => $"{expression} should be {value} and is {string.Join(", ", (await Query(expression)).Select(s => s.Value))}");

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) _process.Kill();
        if (_process is not null) await _process.WaitForExitAsync(CancellationToken.None);
        _process?.Dispose();
        _http.Dispose();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task Start()
    {
        var address = $"127.0.0.1:{FreePort()}";
        _http.BaseAddress = new Uri($"http://{address}/");
        _process = Tool.Start("prometheus",
        [
            $"--config.file={_directory}/prometheus.yml", $"--storage.tsdb.path={_directory}/data", $"--web.listen-address={address}", "--log.level=warn",
        ]);
        _process.OutputDataReceived += Remember;
        _process.ErrorDataReceived += Remember;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Poll.Until(IsReady, TimeSpan.FromSeconds(30), () => Task.FromResult($"Prometheus is not ready:\n{Log}"));
    }

    private string Log
    {
        get { lock (_log) return _log.ToString(); }
    }

    private void Remember(object sender, DataReceivedEventArgs line)
    {
        lock (_log) _log.AppendLine(line.Data);
    }

    private async Task<bool> IsReady()
    {
        Assert.False(_process.HasExited, $"Prometheus ended: {Log}");
        try
        {
            using var answer = await _http.GetAsync(new Uri("-/ready", UriKind.Relative), Cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The labels are those that the PodMonitor and the scrape configuration give on Kubernetes.</summary>
    private static async Task<string> Configuration(Ensemble ensemble)
    {
        var text = new StringBuilder($"global: {{scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}}\nrule_files: [{AlertRules.Directory}/rules/*.yaml]\n");
        text.Append("scrape_configs:\n- job_name: zookeeper\n  static_configs:\n");
        foreach (var member in ensemble.Members)
            text.Append(CultureInfo.InvariantCulture, $"  - targets: ['{await member.Address()}:{AgentHttp.Port}']\n    labels: {{namespace: test, ensemble: zk, pod: {member.PodName}}}\n");
        return text.ToString();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Sample Sample(JsonElement result) => new(
        result.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!),
        double.Parse(result.GetProperty("value")[1].GetString()!.Replace("Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture));
}
