using Xunit;
using ZkAgent.CommandLine;

namespace ZkAgent.Tests.CommandLine;

public sealed class InvocationTests
{
    private static readonly Dictionary<string, string> NoFallbacks = [];

    private static Invocation Parse(params string[] words) => Invocation.Parse(words, NoFallbacks);

    [Fact]
    public void Without_a_word_it_runs() => Assert.Equal(("run", null), (Parse().Verb, Parse().Problem));

    [Fact]
    public void Flags_without_a_verb_are_those_of_run()
    {
        var invocation = Parse("--servers=3", "--tick_time=2000");
        Assert.Equal("run", invocation.Verb);
        Assert.Equal("3", invocation.Settings["servers"]);
    }

    [Theory]
    [InlineData("--tick_time=2000")]
    [InlineData("--tick-time=2000")]
    [InlineData("--tick_time 2000")]
    [InlineData("--tick-time 2000")]
    public void A_flag_is_spelled_with_either_dash_and_takes_its_value_either_way(string words)
    {
        var invocation = Parse(["run", .. words.Split(' ')]);
        Assert.Null(invocation.Problem);
        Assert.Equal(KeyValuePair.Create("tick_time", "2000"), Assert.Single(invocation.Settings));
    }

    [Fact]
    public void A_value_may_have_equals_signs_in_it_and_the_last_of_two_wins()
    {
        Assert.Equal("a=b c=d", Parse("--cfg_extra=a=b c=d").Settings["cfg_extra"]);
        Assert.Equal("5", Parse("--servers=3", "--servers=5").Settings["servers"]);
        Assert.Equal("", Parse("--servers=").Settings["servers"]);
    }

    [Fact]
    public void A_verbs_own_options_are_no_settings()
    {
        var invocation = Parse("render", "--output", "/tmp/x", "--servers=3");
        Assert.Equal("/tmp/x", invocation.Options["output"]);
        Assert.Equal("servers", Assert.Single(invocation.Settings).Key);
        Assert.Equal("5m", Parse("wait", "--timeout=5m", "a:2181").Options["timeout"]);
        Assert.Equal("for", Assert.Single(Parse("wait", "--for", "quorum", "a:2181").Settings).Key);
        Assert.True(Parse("status", "--json").Options.ContainsKey("json"));
        Assert.Equal("output", Assert.Single(Parse("run", "--output=/x").Settings).Key);
    }

    [Theory]
    [InlineData("run --help too many words")]
    [InlineData("run --servers --help")]
    [InlineData("ok -h")]
    public void Help_is_asked_for_anywhere(string words)
    {
        var invocation = Parse(words.Split(' '));
        Assert.True(invocation.AsksForText);
        Assert.Null(invocation.Problem);
    }

    [Fact]
    public void The_version_is_asked_for_by_a_flag() => Assert.True(Parse("--version").AsksForText);

    [Theory]
    [InlineData("rnder", "did you mean render?")]
    [InlineData("xyzzy", "zkagent help lists the commands")]
    [InlineData("", "zkagent help lists the commands")]
    public void An_unknown_verb_is_told_with_the_nearest(string verb, string fix) =>
        Assert.Equal($"cannot run \"{verb}\": no such command; {fix}", Parse(verb).Problem);

    [Theory]
    [InlineData("--servers", "cannot use --servers: it needs a value, --servers=VALUE")]
    [InlineData("--servers --tick_time=1", "cannot use --servers: it needs a value, --servers=VALUE")]
    [InlineData("--", "cannot use --: it needs a value, --=VALUE")]
    [InlineData("run extra", "cannot use \"extra\": run takes no arguments; zkagent run --help")]
    [InlineData("run -x", "cannot use \"-x\": run takes no arguments; zkagent run --help")]
    [InlineData("ok 2181 2182", "cannot use \"2182\": ok takes at most 1; zkagent ok --help")]
    public void What_cannot_be_understood_is_one_sentence(string words, string problem) => Assert.Equal(problem, Parse(words.Split(' ')).Problem);

    [Fact]
    public void Fallbacks_are_handed_through() =>
        Assert.Equal("1", Invocation.Parse(["run"], new Dictionary<string, string> { ["servers"] = "1" }).Fallbacks["servers"]);
}
