using System.Text;
using Xunit;
using ZkAgent.Core.Sasl;

namespace ZkAgent.Core.Tests.Sasl;

public sealed class SaslCheckTests
{
    private static readonly Given Everything = Given.Three.With("ZK_CLIENT_SASL", "require").With("ZK_QUORUM_SASL", "require");

    private static readonly SaslFiles Whole = new(File("/u", ""), [new("app", File("/u/app", "secret\n"))], File("/q", "between"), [], null);

    [Fact]
    public void Files_that_are_right_give_users_and_the_agents_own()
    {
        var verdict = Decide(Everything, Whole);

        Assert.True(verdict.IsUsable);
        Assert.Equal([new("zkagent", "own"), new("app", "secret")], verdict.Users!.Clients);
        Assert.Equal(new SaslUser("quorum", "between"), verdict.Users.Quorum);
        Assert.DoesNotContain("secret", verdict.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_user_of_members_is_accepted_too()
    {
        var given = Everything.With("ZK_QUORUM_SASL_SECOND_USER", "quorum2").With("ZK_QUORUM_SASL_SECOND_PASSWORD_FILE", "/q2");
        Assert.Equal(new SaslUser("quorum2", "other"), Decide(given, Whole with { OtherQuorum = [File("/q2", "other")] }).Users!.OtherQuorum.Single());
    }

    [Fact]
    public void A_directory_without_users_is_refused() => Assert.Equal(
        ["cannot use ZK_CLIENT_SASL_USERS_DIR=/etc/zookeeper/sasl/users: it has no users, so no client could authenticate; mount a Secret with a key for each user, whose value is the password"],
        Decide(Everything, Whole with { Clients = [] }).Refusals);

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        var verdict = Decide(Everything.With("ZK_QUORUM_SASL_USER", "a b"), Whole with { Clients = [new("zkagent", File("/u/zkagent", "x")), new("app", File("/u/app", ""))] });

        Assert.Equal(
        [
            "cannot use \"zkagent\" in ZK_CLIENT_SASL_USERS_DIR=/etc/zookeeper/sasl/users as a user: expected another name: the agent uses zkagent itself",
            "cannot use the password of user \"app\" in /u/app: it is empty; write the password into the file",
            "cannot use ZK_QUORUM_SASL_USER=\"a b\": expected letters, digits, and . _ - + with at most one @ between them: ZooKeeper cannot use another name in an ACL",
        ], verdict.Refusals);
        Assert.Null(verdict.Users);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_waited_for()
    {
        Assert.Equal(["cannot read the password of user \"quorum\": /q does not exist; mount the Secret there"], Decide(Everything, Whole with { Quorum = new("/q", null, FileFault.Missing) }).Faults);
        Assert.Equal(["cannot read the password of user \"app\": /u/app cannot be read by user 1000; set defaultMode 0440 in the volume and securityContext.fsGroup in the pod"],
            Decide(Everything, Whole with { Clients = [new("app", new("/u/app", null, FileFault.Denied))] }).Faults);
        Assert.Equal(["cannot read the users of clients: /u does not exist; mount the Secret there (ZK_CLIENT_SASL_USERS_DIR)"],
            Decide(Everything, Whole with { Directory = new("/u", null, FileFault.Missing), Clients = [] }).Faults);
    }

    [Fact]
    public void A_password_outside_ASCII_warns() => Assert.Single(Decide(Everything, Whole with { Quorum = File("/q", "ü") }).Warnings);

    [Fact]
    public void A_single_server_has_no_sections_of_members() => Assert.Null(Decide(Given.Three.With("ZK_REPLICAS", "1").With("ZK_CLIENT_SASL", "allow").With("ZK_QUORUM_SASL", "require"), Whole with { Quorum = null }).Users!.Quorum);

    [Fact]
    public void The_users_own_JAAS_file_is_checked_for_its_sections()
    {
        var given = Given.Three.With("ZK_CLIENT_SASL", "require").With("ZK_JAAS_FILE", "/j");
        Assert.True(Decide(given, new(null, [], null, [], File("/j", "Server { a.B required; };"))).IsUsable);
        Assert.Equal(["cannot use ZK_JAAS_FILE=/j: it has no section Server, and ZooKeeper would end; it has only \"Client\"; add it"],
            Decide(given, new(null, [], null, [], File("/j", "Client { a.B required; };"))).Faults);
        Assert.Equal(["cannot read the JAAS file: /j does not exist; mount the Secret there (ZK_JAAS_FILE)"], Decide(given, new(null, [], null, [], new("/j", null, FileFault.Missing))).Faults);
    }

    [Fact]
    public void Two_readings_differ_exactly_where_users_or_passwords_do()
    {
        Assert.Equal(Decide(Everything, Whole).Content, Decide(Everything, Whole with { Quorum = File("/q", "between\n") }).Content);
        Assert.NotEqual(Decide(Everything, Whole).Content, Decide(Everything, Whole with { Quorum = File("/q", "other") }).Content);
    }

    private static SaslVerdict Decide(Given given, SaslFiles files) => SaslCheck.Decide(given.Works.Settings!, files, "own", 1000);

    private static SecretFile File(string path, string content) => new(path, Encoding.UTF8.GetBytes(content));
}
