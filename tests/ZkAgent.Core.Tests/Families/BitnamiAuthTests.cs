using System.Text;
using Xunit;
using ZkAgent.Core.Sasl;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Families;

/// <summary>Users and passwords of Bitnami's variables.</summary>
public sealed class BitnamiAuthTests
{
    [Fact]
    public void Our_off_beats_the_switch_and_the_root_that_follows_from_it()
    {
        var plan = GivenBitnami.Auth.Without("ALLOW_ANONYMOUS_LOGIN").With("ZK_CLIENT_SASL", "off").Works;
        Assert.False(plan.Settings!.Security.RootForUsers);
        Assert.Contains(plan.Warnings, w => w.Contains("ZOO_ENABLE_AUTH=require (ZK_CLIENT_SASL=off counts)", StringComparison.Ordinal));
        Assert.Equal("open", plan.Effective.Single(e => e.Name == "ZK_CLIENT_SASL_ROOT_ACL").Value);
    }

    [Fact]
    public void The_charts_users_reach_the_JAAS_file_and_nothing_else()
    {
        var plan = GivenBitnami.Auth.Works;
        Assert.Equal(new SecurityPhases(ClientTlsPhase.Off, QuorumTlsPhase.Off, QuorumSaslPhase.Require, ClientSaslPhase.Require), plan.Settings!.Security.Phases);
        Assert.True(plan.Settings.Security.RootForUsers);
        Assert.Equal("""
            // Written by zkagent at every start, from the users and passwords of its settings.
            Server {
                org.apache.zookeeper.server.auth.DigestLoginModule required
                "user_zkagent"="own"
                "user_admin"="sesame1"
                "user_app"="sesame2";
            };
            Client {
                org.apache.zookeeper.server.auth.DigestLoginModule required
                "username"="admin"
                "password"="sesame1";
            };
            QuorumServer {
                org.apache.zookeeper.server.auth.DigestLoginModule required
                "user_member"="sesame3"
                "user_older"="sesame4";
            };
            QuorumLearner {
                org.apache.zookeeper.server.auth.DigestLoginModule required
                "username"="member"
                "password"="sesame3";
            };

            """, JaasFile.Text(Users(plan.Settings)), ignoreLineEndingDifferences: false);
        Assert.DoesNotContain("sesame", string.Join('\n', [.. plan.Effective.Select(e => e.ToString()), .. plan.Warnings, .. plan.Notes, plan.Settings.ToString(), plan.ToString(), GivenBitnami.Auth.ZooCfg]), StringComparison.Ordinal);
        Assert.Equal(["fips-mode=false"], GivenBitnami.Auth.ZooCfg.Split('\n').Where(l => l.StartsWith("fips-mode", StringComparison.Ordinal)));
        Assert.Empty(plan.Warnings);
        Assert.Contains(", ZOO_SERVER_PASSWORDS, ZOO_SERVER_USERS, ", plan.Notes[0], StringComparison.Ordinal);
    }

    /// <summary>As the adapter hands a variable's value to the check.</summary>
    private static JaasUsers Users(AgentSettings settings)
    {
        var security = settings.Security;
        return SaslCheck.Decide(settings, new(null, [.. security.ClientUsers!.Select(u => new UserFile(u.User, File(u)))], File(security.QuorumUser), [.. security.OtherQuorumUsers.Select(File)], null) { Shell = File(security.ShellUser!) }, "own", 1000).Users!;

        static SecretFile File(SaslUserSource user) => new(user.Password.Place, Encoding.UTF8.GetBytes(user.Password.Value!));
    }

    [Theory]
    [InlineData("ZOO_ENABLE_AUTH", "ZOO_SERVER_USERS and ZOO_SERVER_PASSWORDS as well (or ZK_CLIENT_SASL_USERS_DIR): without users no client could authenticate")]
    [InlineData("ZOO_ENABLE_QUORUM_AUTH", "ZOO_QUORUM_LEARNER_USER, ZOO_QUORUM_LEARNER_PASSWORD, ZOO_QUORUM_SERVER_USERS and ZOO_QUORUM_SERVER_PASSWORDS as well (or ZK_QUORUM_SASL_PASSWORD_FILE): without a user no member could authenticate")]
    public void Authentication_without_users_is_refused(string name, string expected) =>
        Assert.Equal($"cannot use {name}=yes: expected {expected}", Given.Three.With(name, "yes").Problem);

    [Fact]
    public void Files_of_our_own_settings_are_users_too()
    {
        Assert.Null(Given.Three.With("ZOO_ENABLE_AUTH", "yes").With("ZK_CLIENT_SASL_USERS_DIR", "/u").Works.Settings!.Security.ClientUsers);
        Assert.Equal("/p", Given.Three.With("ZOO_ENABLE_QUORUM_AUTH", "yes").With("ZK_QUORUM_SASL_PASSWORD_FILE", "/p").Works.Settings!.Security.QuorumUser.Password.Place);
        var both = GivenBitnami.Auth.With("ZK_CLIENT_SASL_USERS_DIR", "/u").With("ZK_QUORUM_SASL_USER", "mine").Works;
        Assert.Null(both.Settings!.Security.ClientUsers);
        Assert.Equal("mine", both.Settings.Security.QuorumUser.User);
        Assert.Contains("ZOO_SERVER_PASSWORDS has no effect: ZK_CLIENT_SASL_USERS_DIR says where the users are", both.Warnings);
        Assert.Contains("ZOO_QUORUM_LEARNER_PASSWORD has no effect: ZK_QUORUM_SASL_USER says where the users are", both.Warnings);
    }

    [Theory]
    [InlineData("ZOO_SERVER_PASSWORDS", "one", "cannot use ZOO_SERVER_USERS=admin,app: expected as many users as passwords: 2 against 1 in ZOO_SERVER_PASSWORDS; blanks, commas and semicolons separate them, and no password can have one in it")]
    [InlineData("ZOO_SERVER_PASSWORDS", "", "cannot use ZOO_SERVER_USERS=admin,app: expected ZOO_SERVER_PASSWORDS as well; set both, or neither")]
    [InlineData("ZOO_SERVER_USERS", "", "cannot use ZOO_SERVER_PASSWORDS=(hidden): expected ZOO_SERVER_USERS as well; set both, or neither")]
    [InlineData("ZOO_SERVER_USERS", "app;app", "cannot use ZOO_SERVER_USERS=app;app: expected each user once: app stands there 2 times, and one user has one password")]
    [InlineData("ZOO_CLIENT_PASSWORD", "", "cannot use ZOO_CLIENT_USER=admin: expected ZOO_CLIENT_PASSWORD as well; set both, or neither")]
    [InlineData("ZOO_CLIENT_USER", "", "cannot use ZOO_CLIENT_PASSWORD=(hidden): expected ZOO_CLIENT_USER as well; set both, or neither")]
    [InlineData("ZOO_QUORUM_LEARNER_PASSWORD", "", "cannot use ZOO_QUORUM_LEARNER_USER=member: expected ZOO_QUORUM_LEARNER_PASSWORD as well; set both, or neither")]
    [InlineData("ZOO_QUORUM_LEARNER_USER", "stranger", "cannot use ZOO_QUORUM_LEARNER_USER=stranger: expected a user of ZOO_QUORUM_SERVER_USERS with the same password in ZOO_QUORUM_LEARNER_PASSWORD, or no member accepts another; list it there, or correct the password")]
    [InlineData("ZOO_QUORUM_LEARNER_PASSWORD", "other", "cannot use ZOO_QUORUM_LEARNER_USER=member: expected a user of ZOO_QUORUM_SERVER_USERS with the same password in ZOO_QUORUM_LEARNER_PASSWORD, or no member accepts another; list it there, or correct the password")]
    [InlineData("ZOO_QUORUM_SERVER_PASSWORDS", "a b c", "cannot use ZOO_QUORUM_SERVER_USERS=older;member: expected as many users as passwords: 2 against 3 in ZOO_QUORUM_SERVER_PASSWORDS; blanks, commas and semicolons separate them, and no password can have one in it")]
    [InlineData("ZOO_FIPS_MODE", "yes", "cannot use ZOO_FIPS_MODE=true: expected no such key with ZK_CLIENT_SASL=require, which sets it to false; remove one of them")]
    public void Users_that_do_not_fit_are_refused(string name, string value, string problem) => Assert.Equal(problem, GivenBitnami.Auth.With(name, value).Problem);

    [Fact]
    public void A_user_for_the_shell_that_the_server_does_not_know_is_warned_of() =>
        Assert.Contains("ZOO_CLIENT_USER and ZOO_CLIENT_PASSWORD are not a user of ZOO_SERVER_USERS with its password: zkCli.sh in the container cannot authenticate as that user", GivenBitnami.Auth.With("ZOO_CLIENT_PASSWORD", "other").Works.Warnings);

    [Theory]
    [InlineData("ALLOW_ANONYMOUS_LOGIN")]
    [InlineData("ALLOW_EMPTY_PASSWORD")]
    public void Clients_without_authentication_that_are_forbidden_are_not_served(string name)
    {
        Assert.Equal($"cannot use {name}=no: expected ZOO_ENABLE_AUTH=yes with users as well (or ZK_CLIENT_SASL=require), or yes: as it is, clients without authentication are served", Given.Three.With(name, "no").Problem);
        Assert.NotNull(Given.Three.With(name, "no").With("ZK_CLIENT_SASL", "require").Works);
        Assert.NotNull(Given.Three.With(name, "yes").Works);
    }

    [Fact]
    public void One_permission_is_enough() => Assert.NotNull(Given.Three.With("ALLOW_ANONYMOUS_LOGIN", "no").With("ALLOW_EMPTY_PASSWORD", "yes").Works);

    [Fact]
    public void Users_of_something_that_is_off_are_warned_of()
    {
        var warnings = GivenBitnami.Auth.With("ZOO_ENABLE_AUTH", "no").With("ZOO_ENABLE_QUORUM_AUTH", "no").With("ALLOW_ANONYMOUS_LOGIN", "yes").Works.Warnings;
        Assert.Equal(["ZOO_SERVER_PASSWORDS has no effect while ZK_CLIENT_SASL is off", "ZOO_QUORUM_LEARNER_PASSWORD has no effect while ZK_QUORUM_SASL is off"], warnings);
    }

    [Fact]
    public void Our_name_wins_and_says_so() =>
        Assert.Contains("variables of another image have no effect where a stronger source disagrees: ZOO_ENABLE_AUTH=require (ZK_CLIENT_SASL=allow counts)", GivenBitnami.Auth.With("ALLOW_ANONYMOUS_LOGIN", "yes").With("ZK_CLIENT_SASL", "allow").Works.Warnings);

    [Fact]
    public void Passwords_may_stand_in_files()
    {
        var given = GivenBitnami.Auth.Without("ZOO_SERVER_PASSWORDS").With("ZOO_SERVER_PASSWORDS_FILE", "/s") with { ValueFiles = new Dictionary<string, FileText> { ["ZOO_SERVER_PASSWORDS_FILE"] = new("/s", "sesame1,$\\\"\n") } };
        Assert.Equal([("admin", "sesame1"), ("app", "$\\\"")], given.Works.Settings!.Security.ClientUsers!.Select(u => (u.User, u.Password.Value!)));
    }

    [Fact]
    public void A_password_keeps_its_quotes() => Assert.Equal("\"x\"", GivenBitnami.Auth.With("ZOO_SERVER_PASSWORDS", "\"x\" y").Works.Settings!.Security.ClientUsers![0].Password.Value);
}
