using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;
using ZkAgent.Composition;
using ZkAgent.Core.Discovery;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.DataGuard;
using ZkAgent.Hosting;
using ZkAgent.Http;
using ZkAgent.Logging;
using ZkAgent.Supervision;

namespace ZkAgent.Tests.Composition;

public sealed class CompositionTests
{
    [Theory]
    [InlineData("1", "drain,sampler,session-check,volume-identity-writer,volume-watch")]
    [InlineData("3", "drain,guard-watch,isolated-member-watchdog,leader-watch,quorum-diagnosis,sampler,session-check,volume-identity-writer,volume-watch")]
    public async Task Every_service_can_be_made_and_each_kind_of_ensemble_has_its_supporting_services(string replicas, string names)
    {
        await using var composed = new Composed(replicas);
        var agent = composed.Agent;
        Assert.Equal(names, string.Join(',', agent.Services.GetServices<ISupportingService>().Select(s => s.Name).Order(StringComparer.Ordinal)));
        Assert.NotNull(agent.Services.GetRequiredService<ProbeApplication>());
        Assert.Contains(agent.Services.GetServices<IHostedService>(), s => s is SupervisorService);
    }

    [Fact]
    public void Every_loop_is_a_supporting_service_so_that_none_can_end_in_silence() =>
        Assert.DoesNotContain(typeof(SupportingServices).Assembly.GetTypes(), type => type.IsSubclassOf(typeof(BackgroundService)));

    [Fact]
    public async Task Every_class_of_supporting_services_is_registered()
    {
        await using var composed = new Composed("3", ("ZK_CLIENT_TLS", "only"), ("ZK_QUORUM_TLS", "require"), ("ZK_CLIENT_SASL", "require"), ("ZK_CLIENT_SASL_ROOT_ACL", "users"), ("ZK_MEMBERSHIP", "dynamic"), ("ZK_BACKUP_DIR", "/backup"));
        var registered = composed.Agent.Services.GetServices<ISupportingService>().Select(s => s.GetType());
        var written = typeof(SupportingServices).Assembly.GetTypes().Where(t => t is { IsClass: true } && t.IsAssignableTo(typeof(ISupportingService)));
        Assert.Equal(written.Select(t => t.Name).Order(), registered.Select(t => t.Name).Order());
    }

    private sealed class Composed : IAsyncDisposable
    {
        private readonly SignalLifetime _signals = SignalLifetime.Listen(TimeProvider.System);
        private readonly ContainerLog _log = new(TimeProvider.System, TextWriter.Null);

        public Composed(string replicas, params (string Name, string Value)[] security)
        {
            var read = AgentPlan.Make(
                new SettingSources(new Dictionary<string, string>(), security.Append(("ZK_REPLICAS", replicas)).Append(("ZK_HEADLESS_SERVICE", "zk-hs")).Append(("ZK_NAMESPACE", "default")).ToDictionary()),
                new HostFacts("zk-0", "", ""), memoryLimit: null, member: true);
            Assert.Empty(read.Problems);
            var launch = LaunchPlan.Create(new ZooKeeperInstallation("/opt/zookeeper/bin/zkServer.sh", null), ConfigurationPlaces.Decide(read.Settings!, ConfigurationFacts.Empty, configFile: null), read.Settings!, new Dictionary<string, string>(), new(null, null, []));
            Agent = AgentComposition.Compose(new(read.Settings!, read.LocalMember!, launch, Guarded: true, new OperatorOverrides(read.Settings!.Overrides, TimeProvider.System), new TerminationLog("/dev/null", TimeProvider.System)) { ZooCfg = new("/dev/null/zoo.cfg", "", RenderedFile.Readable), ZooCfgWithoutList = new("/dev/null/zoo.cfg", "", RenderedFile.Readable) }, _signals, _log);
        }

        public WebApplication Agent { get; }

        public async ValueTask DisposeAsync()
        {
            await Agent.DisposeAsync();
            _signals.Dispose();
            _log.Dispose();
        }
    }
}
