using Xunit;
using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Tests.Launch;

public sealed class LoginConfigurationTests
{
    [Fact]
    public void The_agents_file_is_named_together_with_the_property_that_has_the_dollar() => Assert.Equal(
        ["-Djava.security.auth.login.config=/run/zk/jaas.conf", "-Dzkagent.dollar=$"], Flags(Given.Three.With("ZK_QUORUM_SASL", "offer").With("ZK_RUN_DIR", "/run/zk")));

    [Fact]
    public void The_users_own_file_is_named_alone() =>
        Assert.Equal(["-Djava.security.auth.login.config=/j"], Flags(Given.Three.With("ZK_CLIENT_SASL", "require").With("ZK_JAAS_FILE", "/j")));

    [Fact]
    public void Without_authentication_there_is_no_flag()
    {
        Assert.Empty(Flags(Given.Three));
        Assert.Empty(Flags(Given.Three.With("ZK_REPLICAS", "1").With("ZK_QUORUM_SASL", "require")));
    }

    private static IReadOnlyList<string> Flags(Given given) => LoginConfiguration.Flags(given.Works.Settings!);
}
