using Xunit;
using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Tests.Launch;

public sealed class ServerCommandSearchTests
{
    [Fact]
    public void The_places_come_in_order_and_once() =>
        Assert.Equal(
            [
                "/zk/bin/zkServer.sh", "/opt/zookeeper/bin/zkServer.sh", "/usr/share/zookeeper/bin/zkServer.sh",
                "/apache-zookeeper-3.8.4-bin/bin/zkServer.sh", "/apache-zookeeper-3.9.3-bin/bin/zkServer.sh",
                "/usr/local/bin/zkServer.sh", "/bin/zkServer.sh",
            ],
            Places([("ZOOKEEPER_HOME", "/zk/"), ("PATH", "/usr/local/bin/:relative::/zk/bin:/bin:/bin")], "/apache-zookeeper-3.9.3-bin", "/apache-zookeeper-3.8.4-bin"));

    [Fact]
    public void Without_an_environment_the_usual_places_are_left() =>
        Assert.Equal(["/opt/zookeeper/bin/zkServer.sh", "/usr/share/zookeeper/bin/zkServer.sh"], Places([]));

    [Fact]
    public void The_first_usable_one_is_chosen_by_its_real_path()
    {
        var choice = ServerCommandSearch.Choose(
        [
            new("/a/zkServer.sh", "/a/zkServer.sh", CandidateState.Missing),
            new("/b/zkServer.sh", "/usr/bin/zkagent", CandidateState.Ourselves),
            new("/c/zkServer.sh", "/c/zkServer.sh", CandidateState.NotExecutable),
            new("/d/zkServer.sh", "/real/bin/zkServer.sh", CandidateState.Usable),
            new("/e/zkServer.sh", "/e/zkServer.sh", CandidateState.Usable),
        ]);

        Assert.Equal(new("/real/bin/zkServer.sh", null), choice);
    }

    [Fact]
    public void One_that_is_not_executable_is_named_where_there_is_no_better() =>
        Refuses(
            ServerCommandSearch.Choose(
            [
                new("/b/zkServer.sh", "/usr/bin/zkagent", CandidateState.Ourselves),
                new("/c/zkServer.sh", "/c/zkServer.sh", CandidateState.NotExecutable),
            ]),
            "cannot start /c/zkServer.sh: it is not executable");

    [Fact]
    public void Where_there_is_none_the_places_are_named_and_which_of_them_is_ourselves() =>
        Refuses(
            ServerCommandSearch.Choose(
            [
                new("/a/bin/zkServer.sh", "/a/bin/zkServer.sh", CandidateState.Missing),
                new("/zkServer.sh", "/usr/bin/zkagent", CandidateState.Ourselves),
            ]),
            "it is in none of /a/bin, / (/zkServer.sh is zkagent itself); set ZOOKEEPER_HOME");

    [Fact]
    public void Two_that_are_ourselves_are_both_named() =>
        Refuses(
            ServerCommandSearch.Choose([new("/a/zkServer.sh", "/z", CandidateState.Ourselves), new("/b/zkServer.sh", "/z", CandidateState.Ourselves)]),
            "(/a/zkServer.sh and /b/zkServer.sh are zkagent itself)");

    [Fact]
    public void A_command_that_was_asked_for_is_started_as_given() =>
        Assert.Equal(new("/my/link", null), ServerCommandSearch.Check(new("/my/link", "/my/target", CandidateState.Usable)));

    [Theory]
    [InlineData(CandidateState.Missing, "cannot find ZK_SERVER_COMMAND /x: no such file")]
    [InlineData(CandidateState.Ourselves, "cannot start ZK_SERVER_COMMAND /x: it is zkagent itself")]
    [InlineData(CandidateState.NotExecutable, "cannot start /x: it is not executable")]
    public void A_command_that_was_asked_for_is_refused_with_the_reason(CandidateState state, string problem) =>
        Refuses(ServerCommandSearch.Check(new("/x", "/x", state)), problem);

    private static IReadOnlyList<string> Places((string Name, string Value)[] environment, params string[] tarballs) =>
        ServerCommandSearch.Places(environment.ToDictionary(e => e.Name, e => e.Value), tarballs);

    private static void Refuses(ServerCommandChoice choice, string problem)
    {
        Assert.Null(choice.Command);
        Assert.Contains(problem, choice.Problem, StringComparison.Ordinal);
    }
}
