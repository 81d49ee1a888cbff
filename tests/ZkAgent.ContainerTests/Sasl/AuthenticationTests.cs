using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Sasl;

/// <summary>Three members that require authentication of each other and of clients, in a new ensemble whose root is for users only.</summary>
public sealed class AuthenticationTests
{
    /// <summary>Passwords with every character that a JAAS file, a shell or Java treats in its own way.</summary>
    private const string Users = """
        mkdir /volume/users
        cd /volume/users
        printf 'plain\n' > app
        printf '%s' 'a${b}c$${zkagent.dollar}' > dollar
        printf '%s' 'p"q\r$ s;{}#,=//*'"'" > odd
        printf 'between members' > /volume/quorum
        """;

    private static readonly string[] Required =
    [
        "ZK_CLIENT_SASL=require", "ZK_CLIENT_SASL_USERS_DIR=/sasl/users", "ZK_CLIENT_SASL_ROOT_ACL=users",
        "ZK_QUORUM_SASL=require", "ZK_QUORUM_SASL_PASSWORD_FILE=/sasl/quorum",
    ];

    [Fact]
    public async Task Each_user_gets_in_and_no_other_client_does()
    {
        await using var secrets = await TestVolume.Create();
        await secrets.Shell(Users);
        await using var ensemble = await Ensemble.Serving(3, member => member.WithVolumeMount(secrets, "/sasl").WithSettings(Required));
        await ensemble[0].WaitForLog("The root of the new ensemble is for authenticated users only", Ensemble.ToServe);

        // Written as a user would write it, not by the code that is tested.
        Assert.Contains("Created /by-app", await Client(ensemble[0], "app", "plain", "create /by-app hello"), StringComparison.Ordinal);
        Assert.Contains("hello", await Client(ensemble[1], "dollar", "a${zkagent.dollar}{b}c$${zkagent.dollar}{zkagent.dollar}", "get /by-app"), StringComparison.Ordinal);
        Assert.Contains("hello", await Client(ensemble[2], "odd", """p\"q\\r$ s;{}#,=//*'""", "get /by-app"), StringComparison.Ordinal);
        Assert.Contains("'sasl,'zkagent-users\n: cdrwa", await Client(ensemble[0], "app", "plain", "getAcl /"), StringComparison.Ordinal);

        Assert.Contains("AuthFailed", await Client(ensemble[0], "app", "wrong", "get /by-app"), StringComparison.Ordinal);
        Assert.DoesNotContain("hello", (await ensemble[0].Exec("/opt/zookeeper/bin/zkCli.sh", "-server", "localhost:2181", "get", "/by-app")).Both, StringComparison.Ordinal);

        foreach (var member in ensemble.Members)
        {
            Assert.DoesNotContain("plain\"", await member.Logs(), StringComparison.Ordinal);
            Assert.Equal("600", (await member.Exec("stat", "-c", "%a", "/opt/zookeeper/conf/jaas.conf")).Output.Trim());
        }
    }

    [Fact]
    public async Task The_session_check_leaves_no_session_and_no_error_behind()
    {
        await using var secrets = await TestVolume.Create();
        await secrets.Shell(Users);
        await using var ensemble = await Ensemble.Serving(3, member => member.WithVolumeMount(secrets, "/sasl").WithSettings(Required));

        foreach (var member in ensemble.Members)
            await Poll.Until(async () => (await member.Get("/readyz?verbose")).Body.Contains("[+]session ok", StringComparison.Ordinal), Ensemble.ToServe, member.Logs);
        // A session that is not closed is counted until it expires, and its expiry is counted.
        foreach (var member in ensemble.Members)
            await Poll.Until(async () => (await member.Get("/metrics")).Body.Contains("\nzk_global_sessions 0\n", StringComparison.Ordinal), Ensemble.ToServe, member.Logs);
        foreach (var member in ensemble.Members)
        {
            Assert.DoesNotContain(" ERROR ", await member.Logs(), StringComparison.Ordinal);
            var metrics = (await member.Get("/metrics")).Body;
            Assert.Contains("\nzk_stale_sessions_expired 0\n", metrics, StringComparison.Ordinal);
            Assert.Contains("\nzkagent_sasl_users_outdated 0\n", metrics, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_missing_password_is_waited_for_and_an_unusable_one_refuses()
    {
        await using var secrets = await TestVolume.Create();
        await using var ensemble = await Ensemble.Prepare(1);
        var member = await ensemble.Start(0, m => m.WithVolumeMount(secrets, "/sasl").WithSettings("ZK_CLIENT_SASL=require", "ZK_CLIENT_SASL_USERS_DIR=/sasl/users"));
        await member.WaitForLog("held back: cannot read the users of clients: /sasl/users does not exist; mount the Secret there (ZK_CLIENT_SASL_USERS_DIR)", Ensemble.ToServe);
        Assert.Equal(200, (await member.Get("/livez")).Status);
        Assert.Equal(503, (await member.Get("/readyz")).Status);

        await secrets.Shell("mkdir /volume/users && printf 'plain' > /volume/users/app");
        await member.WaitUntilReady();

        await secrets.Shell(": > /volume/users/app");
        var refused = await ensemble.Start(0, m => m.WithVolumeMount(secrets, "/sasl").WithSettings("ZK_CLIENT_SASL=require", "ZK_CLIENT_SASL_USERS_DIR=/sasl/users"));
        Assert.Equal(78, await refused.WaitForExit(Ensemble.ToServe));
        Assert.Contains("cannot use the password of user \"app\" in /sasl/users/app: it is empty; write the password into the file", await refused.Logs(), StringComparison.Ordinal);
    }

    /// <summary>Runs zkCli.sh as a user whose password is quoted for a JAAS file already.</summary>
    private static async Task<string> Client(MemberContainer member, string user, string quoted, string command)
    {
        var login = $$"""Client { org.apache.zookeeper.server.auth.DigestLoginModule required username="{{user}}" password="{{quoted}}"; };""";
        var result = await member.Exec("bash", "-c", """
            printf '%s' "$1" > /tmp/client.conf
            export CLIENT_JVMFLAGS='-Djava.security.auth.login.config=/tmp/client.conf -Dzkagent.dollar=$ -Dzookeeper.fips-mode=false'
            exec /opt/zookeeper/bin/zkCli.sh -server localhost:2181 $2
            """, "client", login, command);
        return result.Both;
    }
}
