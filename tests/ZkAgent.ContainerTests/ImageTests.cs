using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>What manifests of other images expect in the image: names to start, tools, and directories that their users can write to.</summary>
public sealed class ImageTests
{
    private static readonly TimeSpan s_scriptLimit = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("k8szk", "/usr/local/bin/zkGenConfig.sh /usr/local/bin/zkOk.sh /usr/local/bin/zkMetrics.sh /usr/local/bin/zkServer.sh")]
    [InlineData("the tutorial", "/usr/local/bin/start-zookeeper /usr/local/bin/zookeeper-ready /usr/local/bin/zookeeper-metrics")]
    [InlineData("Bitnami", "/entrypoint.sh /run.sh /opt/bitnami/zookeeper/bin/zkServer.sh")]
    [InlineData("Bitnami's scripts", "/opt/bitnami/scripts/zookeeper/entrypoint.sh /opt/bitnami/scripts/zookeeper/run.sh /opt/bitnami/scripts/zookeeper/setup.sh /opt/bitnami/scripts/zookeeper/healthcheck.sh")]
    [InlineData("Confluent", "/etc/confluent/docker/run")]
    [InlineData("the official image", "/docker-entrypoint.sh")]
    [InlineData("pravega", "/usr/local/bin/zookeeperStart.sh /usr/local/bin/zookeeperReady.sh /usr/local/bin/zookeeperLive.sh /usr/local/bin/zookeeperTeardown.sh")]
    public async Task Its_scripts_lead_to_the_agent(string family, string paths)
    {
        var (exitCode, output) = await Run("1000:1000", $"readlink -e {paths}");

        Assert.True(exitCode == 0, $"{family}: {output}");
        Assert.Equal(Enumerable.Repeat("/usr/local/bin/zkagent", paths.Split(' ').Length), output.Split('\n'));
    }

    [Fact]
    public async Task Tools_that_scripts_of_other_manifests_call_are_there_and_run()
    {
        var (exitCode, output) = await Run("1001:0", """
            set -e
            /bin/bash -ec 'command -v hostname timeout'
            [ "$(hostname -s)" = "$HOSTNAME" ]
            openssl version
            keytool -help 2>&1 | grep -- -importkeystore
            nc -h 2>&1 | grep 'OpenBSD netcat'
            /opt/bitnami/zookeeper/bin/zkCli.sh -server localhost:1 version 2>&1 | grep 'ZooKeeper CLI version'
            """);

        Assert.True(exitCode == 0, output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ZOO_CLIENT_USER=app ZOO_CLIENT_PASSWORD='a${b}\"c'")]
    public async Task ZkCli_runs_with_the_user_of_Bitnamis_variables_and_leaves_no_password_behind(string variables)
    {
        var (exitCode, output) = await Run("1001:0", $"{variables} zkCli.sh -server localhost:1 version 2>&1 && ls -A /tmp | grep -v hsperfdata");

        Assert.Contains("ZooKeeper CLI version", output, StringComparison.Ordinal);
        Assert.DoesNotContain("tmp.", output, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    [Theory]
    [InlineData("1000:1000", "/var/lib/zookeeper /var/lib/zookeeper/data /var/lib/zookeeper/log /var/log/zookeeper /opt/zookeeper/conf /conf /data /datalog /logs")]
    [InlineData("1001:1001", "/bitnami/zookeeper /bitnami/zookeeper/data /opt/bitnami/zookeeper/conf /opt/bitnami/zookeeper/config/certs /opt/bitnami/zookeeper/logs")]
    // As OpenShift: any user, in the group 0.
    [InlineData("1000660000:0", "/var/lib/zookeeper /var/lib/zookeeper/data /var/lib/zookeeper/log /var/log/zookeeper /opt/zookeeper/conf /conf /data /datalog /logs "
        + "/bitnami/zookeeper /bitnami/zookeeper/data /opt/bitnami/zookeeper/conf /opt/bitnami/zookeeper/config/certs /opt/bitnami/zookeeper/logs")]
    public async Task Its_users_can_write_to_the_directories(string user, string directories)
    {
        var (exitCode, output) = await Run(user, $"for directory in {directories}; do touch $directory/file || exit 1; done");

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Other_users_cannot_write_to_the_directories_or_to_what_leads_to_the_agent()
    {
        var (_, output) = await Run("1002:1002", "find / -xdev -writable '(' -type d -o -type f ')' -not -path '/proc/*' -not -path /tmp -not -path /var/tmp -not -path '/dev/*' -not -path /run/lock 2> /dev/null");

        Assert.Equal("", output);
    }

    /// <summary>Runs a script of bash in the image to its end.</summary>
    private static async Task<(long ExitCode, string Output)> Run(string user, string script)
    {
        await using var container = new MemberBuilder("zk-0", TestImages.Agent).WithUser(user).WithShell("bash", script).Build();
        await container.Start();
        var exitCode = await container.WaitForExit(s_scriptLimit);
        return (exitCode, (await container.Logs()).Trim());
    }
}
