using DotNet.Testcontainers.Volumes;
using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Backups;

/// <summary>Backups where ZooKeeper serves authenticated clients only.</summary>
public sealed class AuthenticatedBackupTests
{
    private const string Directory = "/backup";

    private static readonly string[] s_required = ["ZK_CLIENT_SASL=require", $"ZK_BACKUP_DIR={Directory}", "ZK_BACKUP_INTERVAL=1h", "ZK_BACKUP_COMPRESSION=none"];

    [Fact]
    public async Task The_command_and_the_schedule_authenticate_as_the_agents_user()
    {
        await using var secrets = await TestVolume.Create();
        await using var backups = await Backups();
        await secrets.Shell("mkdir /volume/users && printf 'plain' > /volume/users/app");
        await using var ensemble = await Ensemble.Serving(3, member => member.WithVolumeMount(secrets, "/sasl").WithVolumeMount(backups, Directory)
            .WithSettings(s_required).WithSettings("ZK_CLIENT_SASL_USERS_DIR=/sasl/users", "ZK_CLIENT_SASL_ROOT_ACL=users"));
        await ensemble[0].WaitForLog("The root of the new ensemble is for authenticated users only", Ensemble.ToServe);
        foreach (var ordinal in new[] { 0, 1 }) await Create(ensemble[ordinal], $"/by-app-{ordinal}");

        foreach (var member in ensemble.Members)
        {
            var made = await member.Exec("zkagent", "backup", "--to", $"{Directory}/by-hand");
            Assert.True(made.ExitCode == 0, made.Both);
            Assert.Contains("it has everything that was acknowledged before", made.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("not at a session of its own", made.Error, StringComparison.Ordinal);
            await EndsWithASession(member, made.Output.Trim());
            await HasBoth(member, made.Output.Trim());
        }

        var scheduled = "";
        await Poll.Until(async () => (scheduled = (await ensemble[0].Exec("bash", "-c", $"grep -l '^verified=full' {Directory}/*/20*/manifest")).Output.Trim()).Length > 0, Ensemble.ToServe, ensemble[2].Logs);
        Assert.NotEqual("", (await ensemble[0].Exec("sed", "-n", "s/^before=//p", scheduled)).Output.Trim());
        await EndsWithASession(ensemble[0], Path.GetDirectoryName(scheduled)!);
        await HasBoth(ensemble[0], Path.GetDirectoryName(scheduled)!);
    }

    [Fact]
    public async Task Without_a_user_of_its_own_the_command_says_where_the_backup_ends()
    {
        await using var secrets = await TestVolume.Create();
        await using var backups = await Backups();
        await secrets.Shell("""printf '%s' 'Server { org.apache.zookeeper.server.auth.DigestLoginModule required user_app="plain"; };' > /volume/jaas.conf""");
        await using var ensemble = await Ensemble.Serving(1, member => member.WithVolumeMount(secrets, "/sasl").WithVolumeMount(backups, Directory)
            .WithSettings(s_required).WithSettings("ZK_JAAS_FILE=/sasl/jaas.conf"));
        foreach (var number in new[] { 0, 1 }) await Create(ensemble[0], $"/by-app-{number}");

        var made = await ensemble[0].Exec("zkagent", "backup");

        Assert.True(made.ExitCode == 0, made.Both);
        Assert.StartsWith("zkagent: the backup ends at the last transaction of the members, not at a session of its own: with ZK_JAAS_FILE the agent has no user to authenticate as, and ZK_CLIENT_SASL is require\n", made.Error, StringComparison.Ordinal);
        Assert.Contains("it has everything that was acknowledged before", made.Error, StringComparison.Ordinal);
        await HasBoth(ensemble[0], made.Output.Trim());
    }

    /// <summary>The last record is the session that the agent opened; ZooKeeper's own tool prints the log.</summary>
    private static async Task EndsWithASession(MemberContainer member, string backup)
    {
        var printed = await member.Exec("bash", "-c", """
            cd "$1" && java -Xmx32m -cp '/usr/share/zookeeper/*:/usr/share/java/*' org.apache.zookeeper.server.persistence.TxnLogToolkit -d "$(ls log.* | sort | tail -1)"
            """, "print", backup);
        var last = printed.Output.Split('\n').LastOrDefault(line => line.Contains(" zxid 0x", StringComparison.Ordinal));
        Assert.True(last?.Contains(" createSession ", StringComparison.Ordinal), printed.Both);
    }

    private static async Task<IVolume> Backups()
    {
        var backups = await TestVolume.Create();
        await backups.Shell("chown 1000:1000 /volume");
        return backups;
    }

    private static async Task Create(MemberContainer member, string path)
    {
        var result = await member.Exec("bash", "-c", """
            printf '%s' 'Client { org.apache.zookeeper.server.auth.DigestLoginModule required username="app" password="plain"; };' > /tmp/client.conf
            export CLIENT_JVMFLAGS='-Djava.security.auth.login.config=/tmp/client.conf -Dzookeeper.fips-mode=false'
            exec /opt/zookeeper/bin/zkCli.sh -server localhost:2181 create "$1" hello
            """, "client", path);
        Assert.Contains($"Created {path}", result.Both, StringComparison.Ordinal);
    }

    private static async Task HasBoth(MemberContainer member, string backup)
    {
        var printed = await member.Exec("zkagent", "backup", "cat", backup, "/");
        Assert.True(printed.ExitCode == 0, printed.Both);
        foreach (var number in new[] { 0, 1 }) Assert.Contains($"\n/by-app-{number}\t", printed.Output, StringComparison.Ordinal);
    }
}
