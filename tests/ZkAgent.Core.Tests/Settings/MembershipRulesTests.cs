using Xunit;
using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Tests.Settings;

public sealed class MembershipRulesTests
{
    private static Given Dynamic => Given.Three.With("ZK_MEMBERSHIP", "dynamic");

    [Fact]
    public void Dynamic_membership_alone_works_without_a_warning()
    {
        Assert.Empty(Dynamic.Works.Warnings);
        Assert.Empty(Dynamic.With("ZK_CFG_reconfigEnabled", "true").Works.Warnings);
    }

    [Theory]
    [InlineData("ZK_MYID", "1", "cannot use ZK_MYID=1: expected no id with ZK_MEMBERSHIP=dynamic: it follows from the pod's ordinal; remove it, or set ZK_MYID_OFFSET")]
    [InlineData("ZOO_MY_ID", "1", "cannot use ZOO_MY_ID=1: expected no id with ZK_MEMBERSHIP=dynamic: it follows from the pod's ordinal; remove it, or set ZK_MYID_OFFSET")]
    [InlineData("ZK_CFG_reconfigEnabled", "false", "cannot use ZK_CFG_reconfigEnabled=false: expected true with ZK_MEMBERSHIP=dynamic, or the membership cannot be changed; remove it")]
    [InlineData("ZK_CFG_skipACL", "yes", "cannot use ZK_CFG_skipACL=yes: expected no with ZK_MEMBERSHIP=dynamic: with it every client may change the membership; remove it")]
    [InlineData("ZK_CFG_DigestAuthenticationProvider__enabled", "false", "cannot use ZK_CFG_DigestAuthenticationProvider__enabled=false: expected true with ZK_MEMBERSHIP=dynamic, because the agent changes the membership as the super user; remove it, or set ZK_CLIENT_SASL=require")]
    [InlineData("ZK_CFG_DigestAuthenticationProvider__digestAlg", "SHA-224", "cannot use ZK_CFG_DigestAuthenticationProvider__digestAlg=SHA-224: expected one of SHA1, SHA-1, SHA, SHA-256, SHA-384, SHA-512, MD5 with ZK_MEMBERSHIP=dynamic: the agent has no other algorithm")]
    [InlineData("ZK_CFG_DigestAuthenticationProvider__superDigest", "super:secret", "cannot use ZK_CFG_DigestAuthenticationProvider__superDigest=(hidden): expected ZK_SUPER_PASSWORD_FILE as well with ZK_MEMBERSHIP=dynamic: this digest replaces the agent's own super user, whose password it needs; set it to a file with the password, or remove this key")]
    [InlineData("JVMFLAGS", "-Dzookeeper.DigestAuthenticationProvider.superDigest=super:secret", "cannot use JVMFLAGS -Dzookeeper.DigestAuthenticationProvider.superDigest=(hidden): expected ZK_SUPER_PASSWORD_FILE as well with ZK_MEMBERSHIP=dynamic: this digest replaces the agent's own super user, whose password it needs; set it to a file with the password, or remove this key")]
    public void What_cannot_work_is_refused_by_name(string variable, string value, string problem) =>
        Assert.Equal(problem, Dynamic.With(variable, value).Problem);

    [Theory]
    [InlineData("ZK_STANDALONE_ENABLED", "true", "cannot use ZK_STANDALONE_ENABLED=true: expected false with ZK_MEMBERSHIP=dynamic: a standalone server cannot be joined by others; remove it")]
    [InlineData("ZK_CFG_group__1", "1:2:3", "cannot use ZK_CFG_group__1=1:2:3: expected no groups and weights with ZK_MEMBERSHIP=dynamic: a member that joins has no place in them; remove them, or set ZK_MEMBERSHIP=static")]
    [InlineData("ZK_CFG_weight__1", "1", "cannot use ZK_CFG_weight__1=1: expected no groups and weights with ZK_MEMBERSHIP=dynamic: a member that joins has no place in them; remove them, or set ZK_MEMBERSHIP=static")]
    [InlineData("ZK_CFG_dynamicConfigFile", "/x", "cannot use ZK_CFG_dynamicConfigFile=/x: expected no such key: the agent writes the server lines itself, and ZooKeeper refuses to have them in two places")]
    [InlineData("ZK_SERVERS", "server.1=zk-0.x:2888:3888;2181", "cannot use ZK_SERVERS=server.1=zk-0.x:2888:3888;2181: expected no list with ZK_MEMBERSHIP=dynamic: ZooKeeper keeps the list, and the members are the pods of the StatefulSet; remove it, or set ZK_MEMBERSHIP=static")]
    [InlineData("ZOO_SERVERS", "server.1=zk-0.x:2888:3888;2181", "cannot use ZOO_SERVERS=server.1=zk-0.x:2888:3888;2181: expected no list with ZK_MEMBERSHIP=dynamic: ZooKeeper keeps the list, and the members are the pods of the StatefulSet; remove it, or set ZK_MEMBERSHIP=static")]
    [InlineData("ZK_CFG_server__1", "zk-0.x:2888:3888;2181", "expected no server lines with ZK_MEMBERSHIP=dynamic: ZooKeeper keeps the list; remove them all, or set ZK_MEMBERSHIP=static")]
    public void What_gives_a_list_of_its_own_is_refused_by_name(string variable, string value, string problem) =>
        Assert.Contains(Dynamic.With(variable, value).Plan.Problems, p => p.ToString().Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void Enforced_authentication_without_digest_keeps_the_agent_out()
    {
        var given = Dynamic.With("ZK_CFG_enforce__auth__enabled", "true").With("ZK_CFG_authProvider__sasl", "org.apache.zookeeper.server.auth.SASLAuthenticationProvider");
        Assert.Equal("cannot use ZK_CFG_enforce__auth__schemes=sasl: expected digest among them with ZK_MEMBERSHIP=dynamic, or the agent cannot change the membership; add it, or set ZK_CLIENT_SASL=require in place of these keys",
            given.With("ZK_CFG_enforce__auth__schemes", "sasl").Problem);
        Assert.NotNull(given.With("ZK_CFG_enforce__auth__schemes", "sasl,digest").Works);
    }

    [Fact]
    public void All_problems_come_at_once() =>
        Assert.Equal(3, Dynamic.With("ZK_MYID", "1").With("ZK_CFG_skipACL", "yes").With("ZK_CFG_reconfigEnabled", "false").Plan.Problems.Count);

    [Fact]
    public void A_super_user_of_the_users_own_needs_its_password_in_a_file()
    {
        var given = Dynamic.With("ZK_CFG_DigestAuthenticationProvider__superDigest", "super:x=");
        Assert.Equal("/secrets/super", given.With("ZK_SUPER_PASSWORD_FILE", "/secrets/super").Works.Settings!.Ensemble.SuperPasswordFile);
        Assert.Equal("cannot use ZK_SUPER_PASSWORD_FILE=super: expected an absolute path of a file with the password", given.With("ZK_SUPER_PASSWORD_FILE", "super").Problem);
    }

    [Fact]
    public void A_password_file_without_use_is_a_warning()
    {
        Assert.Equal("ZK_SUPER_PASSWORD_FILE has no effect without ZK_MEMBERSHIP=dynamic", Assert.Single(Given.Three.With("ZK_SUPER_PASSWORD_FILE", "/x").Works.Warnings));
        Assert.Equal("ZK_SUPER_PASSWORD_FILE has no effect without DigestAuthenticationProvider.superDigest: the agent makes a password of its own", Assert.Single(Dynamic.With("ZK_SUPER_PASSWORD_FILE", "/x").Works.Warnings));
        Assert.Contains(Dynamic.With("ZK_CLIENT_SASL", "require").With("ZK_SUPER_PASSWORD_FILE", "/x").Works.Warnings, w => w.Contains("no effect with ZK_CLIENT_SASL=require", StringComparison.Ordinal));
    }

    [Fact]
    public void With_SASL_required_the_agent_needs_no_digest_and_its_own_user()
    {
        var given = Dynamic.With("ZK_CLIENT_SASL", "require");
        Assert.NotNull(given.With("ZK_CFG_DigestAuthenticationProvider__enabled", "false").Works);
        Assert.NotNull(given.With("ZK_CFG_DigestAuthenticationProvider__superDigest", "super:x=").Works);
        Assert.StartsWith("cannot use ZK_JAAS_FILE=/jaas: expected no JAAS file of your own with ZK_MEMBERSHIP=dynamic and ZK_CLIENT_SASL=require", given.With("ZK_JAAS_FILE", "/jaas").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_this_is_asked_with_a_static_list()
    {
        Assert.NotNull(Given.Three.With("ZK_CFG_DigestAuthenticationProvider__enabled", "false").With("ZK_CFG_reconfigEnabled", "false").Works);
        Assert.Empty(DynamicMembershipSupport.Problems(Given.Three.Works.Settings!, new("/zkServer.sh", new(3, 5, 9)), () => throw new InvalidOperationException("libssl is not looked for")));
    }

    [Theory]
    [InlineData(3, 5, true, "cannot use ZK_MEMBERSHIP=dynamic: expected static with ZooKeeper 3.5.9: before 3.6.0 the agent cannot keep a member with an empty volume from voting; set it to static, or use an image with a later ZooKeeper")]
    [InlineData(3, 9, false, "cannot use ZK_MEMBERSHIP=dynamic: expected static in an image without libssl, which the agent needs to ask the API server and to authenticate; install libssl3 (Debian 13: libssl3t64) in the image, or set it to static")]
    [InlineData(3, 9, true, null)]
    public void The_image_must_have_what_dynamic_membership_needs(int major, int minor, bool openSsl, string? problem) =>
        Assert.Equal(problem, DynamicMembershipSupport.Problems(Dynamic.Works.Settings!, new("/zkServer.sh", new(major, minor, 9)), () => openSsl).SingleOrDefault()?.ToString());
}
