using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>An ensemble whose clients must use TLS: the plaintext port listens on loopback, for the agent alone.</summary>
public sealed class ClientsWithTlsTests
{
    private const string Keys = """
        cd /volume
        keytool -genkeypair -alias zk -keyalg EC -dname CN=zk -validity 2 -storetype PKCS12 -keystore key.p12 -storepass changeit
        keytool -exportcert -rfc -alias zk -keystore key.p12 -storepass changeit > cert.pem
        keytool -importcert -noprompt -alias zk -file cert.pem -storetype PKCS12 -keystore trust.p12 -storepass changeit
        printf changeit > password
        # A volume begins as root's; the keys belong to the server's user.
        chown 1000:1000 *
        """;

    private const string Client = """
        export CLIENT_JVMFLAGS="-Dzookeeper.clientCnxnSocket=org.apache.zookeeper.ClientCnxnSocketNetty -Dzookeeper.client.secure=true \
          -Dzookeeper.ssl.trustStore.location=/tls/trust.p12 -Dzookeeper.ssl.trustStore.password=changeit -Dzookeeper.ssl.hostnameVerification=false"
        connect=$(zkagent connect-string)
        echo "connecting to $connect"
        /opt/zookeeper/bin/zkCli.sh -server "$connect" create /by-tls hello && /opt/zookeeper/bin/zkCli.sh -server "$connect" get /by-tls
        """;

    [Fact]
    public async Task The_agent_sees_everything_and_clients_reach_only_the_port_with_TLS()
    {
        await using var keys = await TestVolume.Create();
        await keys.Shell(Keys);
        await using var ensemble = await Ensemble.Serving(3, member => member.WithVolumeMount(keys, "/tls").WithSettings(
            "ZK_CLIENT_PORT_ADDRESS=127.0.0.1", "ZK_CFG_secureClientPort=2281",
            "ZOO_CFG_EXTRA=ssl.keyStore.location=/tls/key.p12 ssl.keyStore.passwordPath=/tls/password ssl.trustStore.location=/tls/trust.p12 ssl.trustStore.passwordPath=/tls/password ssl.clientAuth=none"));

        var files = await Task.WhenAll(ensemble.Members.Select(async m => (await m.Exec("cat", "/opt/zookeeper/conf/zoo.cfg")).Output));
        Assert.Contains($"server.2=zk-1.{Ensemble.Domain}:2888:3888:participant;127.0.0.1:2181", Assert.Single(files.Distinct()), StringComparison.Ordinal);
        var plain = await ensemble[0].Exec("timeout", "2", "bash", "-c", $"exec 3<>/dev/tcp/zk-1.{Ensemble.Domain}/2181");
        Assert.Contains("Connection refused", plain.Error, StringComparison.Ordinal);

        var status = await ensemble[0].Exec("zkagent", "status");
        Assert.Contains("3 of 3 voters serve", status.Output, StringComparison.Ordinal);
        Assert.Equal(0, status.ExitCode);
        Assert.Equal(0, (await ensemble[0].Exec("zkagent", "wait", "--timeout=30s")).ExitCode);
        Assert.Equal(0, (await ensemble[0].Exec("zkagent", "ok")).ExitCode);
        Assert.Contains("zk_server_state", (await ensemble[0].Exec("zkagent", "metrics")).Output, StringComparison.Ordinal);

        var client = await ensemble[0].Exec("bash", "-c", Client);
        Assert.Contains($"connecting to zk-0.{Ensemble.Domain}:2281,zk-1.{Ensemble.Domain}:2281,", client.Output, StringComparison.Ordinal);
        Assert.Contains("Created /by-tls", client.Both, StringComparison.Ordinal);
        Assert.Contains("hello", client.Output, StringComparison.Ordinal);

        // The gate asks the others, whose ZooKeeper it can't reach, through their agents.
        await ensemble[2].Stop();
        Assert.Contains("leaving: 2 of 3 voters stay in sync", await ensemble[2].Logs(), StringComparison.Ordinal);
        // It may have been the leader.
        await Poll.Until(async () => (await ensemble[0].Exec("zkagent", "status")).Output.Contains("2 of 3 voters serve", StringComparison.Ordinal), Ensemble.ToServe, ensemble[0].Logs);
    }
}
