using System.IO.Pipelines;
using ZkAgent.CommandLine;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;
using ZkAgent.Health;
using ZkAgent.Http;
using ZkAgent.Metrics;
using ZkAgent.Net;
using ZkAgent.Protocol;
using ZkAgent.Volume;

namespace ZkAgent.Commands;

/// <summary><c>zkagent metrics --prometheus</c>: the page of metrics from a sample of its own, with all that is known without a running agent.</summary>
internal sealed class ExpositionCommand(TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4);

    /// <param name="port">Where ZooKeeper answers.</param>
    /// <param name="output">Opens what takes the page.</param>
    /// <param name="error">Takes the reason where there is none.</param>
    /// <returns>0, also if ZooKeeper does not serve, which the page shows; 78 if a setting is wrong.</returns>
    public async Task<int> RunAsync(SettingResolver settings, int port, Func<Stream> output, TextWriter error)
    {
        var given = settings.Find(SettingCatalog.MetricNames);
        if (MetricNamesWords.Parse(given.Text) is not { } names)
        {
            await error.WriteLineAsync($"zkagent: {new SettingsProblem(given.Origin, given.Text, $"one of {string.Join(", ", MetricNamesWords.All)}")}").ConfigureAwait(false);
            return ExitCodes.WrongSettings;
        }

        var sample = await new ServerSampler(new FourLetterClient(time), time).SampleAsync(TcpDial.Loopback, port, bothAtOnce: true, Deadline, default).ConfigureAwait(false);
        var health = SingleSample.Judge(sample);
        var directories = new DirectorySettings
        {
            Data = settings.Find(SettingCatalog.DataDir).Text,
            DataLog = settings.Find(SettingCatalog.DataLogDir).Text,
            Log = "",
            Configuration = "",
            Run = "",
        };
        var metrics = new MetricsRegistry();
        using var agent = new AgentPage(
            metrics, [new BuildMetrics(metrics), new HealthMetrics(metrics), new VerdictMetrics(metrics, new(() => null, () => [])), new DiskMetrics(metrics, new DiskWatch(directories, new VolumeThread(time), time).SampleAsync)]);
        var page = new MetricsPage(names, ExpositionFormat.Text, health, await agent.CollectAsync(new(health, sample.At), ExpositionFormat.Text).ConfigureAwait(false));
        var pipe = PipeWriter.Create(output());
        await page.WriteAsync(pipe).ConfigureAwait(false);
        await pipe.CompleteAsync().ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
