extern alias agent;

using System.Security.Cryptography;
using agent::ZkAgent.Health;
using agent::ZkAgent.Membership;
using agent::ZkAgent.Protocol;
using Xunit;
using ZkAgent.ContainerTests.Containers;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.ContainerTests.Membership;

/// <summary>The agent's session of reconfiguration with Debian's ZooKeeper alone: what the release really answers.</summary>
public sealed class ReconfigurationTests
{
    private const string Password = "of-this-test";

    /// <summary>One server with a dynamic list, and the super user's password.</summary>
    private const string OneServer = """
        mkdir -p /tmp/zk/data && cd /tmp/zk && echo 1 > data/myid
        printf 'server.1=%s:2888:3888:participant;2181\n' "$(hostname)" > zoo.cfg.dynamic.0
        printf '%s\n' dataDir=/tmp/zk/data tickTime=2000 initLimit=10 syncLimit=5 admin.enableServer=false standaloneEnabled=false \
          "reconfigEnabled=${RECONFIG:-true}" dynamicConfigFile=/tmp/zk/zoo.cfg.dynamic.0 > zoo.cfg
        printf '%s' "$KEYS" | tr ' ' '\n' >> zoo.cfg
        printf '%s' 'Server { org.apache.zookeeper.server.auth.DigestLoginModule required user_zkagent="of-this-test"; };' > jaas.conf
        digest=$(printf '%s' "super:of-this-test" | openssl dgst -sha1 -binary | base64)
        export SERVER_JVMFLAGS="-Dzookeeper.DigestAuthenticationProvider.superDigest=super:$digest $FLAGS" ZOO_LOG_DIR=/tmp/zk ZOOCFGDIR=/tmp/zk
        exec /usr/share/zookeeper/bin/zkServer.sh start-foreground /tmp/zk/zoo.cfg
        """;

    private static readonly TimeSpan ToServe = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task ZooKeeper_takes_a_whole_list_and_tells_the_new_configuration()
    {
        await using var server = await StartAsync();
        var reconfiguration = Session(server, Password);
        var first = await ServingAsync(reconfiguration);
        var self = Assert.Single(first.Servers);
        Assert.True(first.Version > 0);

        // An observer that is not there yet: it needs no quorum of its own.
        var observer = self with { Id = new(2), Host = "127.0.0.3", Role = ServerRole.Observer };
        var done = Assert.IsType<ReconfigurationResult.Done>(await reconfiguration.RunAsync(current => [.. current.Servers, observer], TestContext.Current.CancellationToken));

        Assert.Equal([self, observer], done.Configuration.Servers);
        Assert.True(done.Configuration.Version > first.Version);
        Assert.Equal(done.Configuration, Assert.IsType<ReconfigurationResult.Nothing>(await reconfiguration.RunAsync(_ => null, TestContext.Current.CancellationToken)).Configuration);
        var back = Assert.IsType<ReconfigurationResult.Done>(await reconfiguration.RunAsync(_ => [self], TestContext.Current.CancellationToken));
        Assert.Equal([self], back.Configuration.Servers);
    }

    [Fact]
    public async Task ZooKeeper_refuses_a_list_of_voters_that_are_not_there_and_a_list_without_a_voter()
    {
        await using var server = await StartAsync();
        var reconfiguration = Session(server, Password);
        await ServingAsync(reconfiguration);

        var absent = await reconfiguration.RunAsync(current => [.. current.Servers, current.Servers[0] with { Id = new(2), Host = "127.0.0.3" }], TestContext.Current.CancellationToken);
        Assert.Contains("NewConfigNoQuorum", Assert.IsType<ReconfigurationResult.TryAgain>(absent).Sentence, StringComparison.Ordinal);
        var none = await reconfiguration.RunAsync(current => [current.Servers[0] with { Role = ServerRole.Observer }], TestContext.Current.CancellationToken);
        Assert.Contains("MarshallingError", Assert.IsType<ReconfigurationResult.Refused>(none).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another", "", "true", "NoAuth")]
    [InlineData(Password, "-Dzookeeper.DigestAuthenticationProvider.enabled=false", "true", "AuthFailed")]
    [InlineData(Password, "", "false", "ReconfigDisabled")]
    public async Task A_refusal_is_named(string password, string flags, string enabled, string name)
    {
        await using var server = await StartAsync($"FLAGS={flags}", $"RECONFIG={enabled}");
        await ServingAsync(Session(server, Password), name == "AuthFailed");

        var result = await Session(server, password).RunAsync(current => [.. current.Servers, current.Servers[0] with { Id = new(2), Host = "127.0.0.3", Role = ServerRole.Observer }], TestContext.Current.CancellationToken);

        Assert.Contains(name, Assert.IsType<ReconfigurationResult.Refused>(result).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_SASL_is_required_a_user_of_SASL_may_change_the_list_and_a_digest_may_not()
    {
        await using var server = await StartAsync(
            "FLAGS=-Djava.security.auth.login.config=/tmp/zk/jaas.conf -Dzookeeper.superUser.zkagent=zkagent",
            "KEYS=authProvider.sasl=org.apache.zookeeper.server.auth.SASLAuthenticationProvider sessionRequireClientSASLAuth=true sasl.serverconfig=Server letAnySaslUserDoX=zkagent-users fips-mode=false");
        var reconfiguration = Session(server, new SuperLogin(null, new SaslLogin("zkagent", Password, MD5.HashData, () => Guid.NewGuid().ToString("n"))));
        var self = Assert.Single((await ServingAsync(reconfiguration)).Servers);

        var done = await reconfiguration.RunAsync(_ => [self, self with { Id = new(2), Host = "127.0.0.3", Role = ServerRole.Observer }], TestContext.Current.CancellationToken);
        Assert.Equal(2, Assert.IsType<ReconfigurationResult.Done>(done).Configuration.Servers.Count);

        Assert.Contains("SessionClosedRequireSaslAuth", Assert.IsType<ReconfigurationResult.Refused>(await Session(server, Password).RunAsync(_ => [self], TestContext.Current.CancellationToken)).Sentence, StringComparison.Ordinal);
    }

    private static async Task<MemberContainer> StartAsync(params string[] settings)
    {
        var container = new MemberBuilder("zk-0", TestImages.Base).WithShell("bash", OneServer).WithSettings(settings).WithPortBinding(ClientPort, assignRandomHostPort: true).Build();
        await container.StartAsync(TestContext.Current.CancellationToken);
        return container;
    }

    private const int ClientPort = 2181;

    private static Reconfiguration Session(MemberContainer container, string password) => Session(container, new SuperLogin($"super:{password}", null));

    private static Reconfiguration Session(MemberContainer container, SuperLogin super) => new(
        new SampledServer("127.0.0.1", container.GetMappedPublicPort(ClientPort), Standalone: false, () => throw new InvalidOperationException(), () => null),
        super, TimeProvider.System);

    /// <summary>Awaits the first answer that is not "later".</summary>
    private static async Task<EnsembleConfiguration> ServingAsync(Reconfiguration reconfiguration, bool orRefused = false)
    {
        ReconfigurationResult? last = null;
        await Poll.Until(async () => (last = await reconfiguration.RunAsync(_ => null, TestContext.Current.CancellationToken)) is not ReconfigurationResult.TryAgain, ToServe, () => Task.FromResult(last!.ToString()));
        return last is ReconfigurationResult.Nothing(var configuration) ? configuration
            : orRefused ? new(0, []) : throw new InvalidOperationException(last!.ToString());
    }
}
