using Xunit;
using ZkAgent.CommandLine;

namespace ZkAgent.Tests.CommandLine;

/// <summary>Which help a command line asks for.</summary>
public sealed class HelpTests
{
    private static Invocation Parse(string words) => Invocation.Parse(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), new Dictionary<string, string>());

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    [InlineData("--servers=3 --help")]
    public void Help_without_a_command_lists_all_commands_and_settings(string words)
    {
        var invocation = Parse(words);
        Assert.Equal((true, null), (invocation.AsksForText, invocation.Problem));
        Assert.Equal(HelpText.All(), invocation.HelpText);
    }

    [Theory]
    [InlineData("help {0}")]
    [InlineData("{0} --help")]
    [InlineData("{0} -h")]
    [InlineData("--help {0}")]
    [InlineData("-h {0}")]
    public void Help_with_a_command_shows_that_command(string words)
    {
        foreach (var verb in Verbs.All)
        {
            var invocation = Parse(string.Format(System.Globalization.CultureInfo.InvariantCulture, words, verb.Name));
            Assert.Equal((true, null), (invocation.AsksForText, invocation.Problem));
            Assert.Equal(HelpText.Of(verb), invocation.HelpText);
        }
    }

    [Theory]
    [InlineData("help rnder", "cannot show help for \"rnder\": no such command; did you mean render?")]
    [InlineData("--help xyzzy", "cannot show help for \"xyzzy\": no such command; zkagent help lists the commands")]
    [InlineData("help run render", "cannot use \"render\": help takes at most 1; zkagent help --help")]
    public void Help_for_what_is_no_command_is_one_sentence(string words, string problem) => Assert.Equal(problem, Parse(words).Problem);

    [Theory]
    [InlineData("", 7, true, "help")]
    [InlineData("", 7, false, "run")]
    [InlineData("", 1, true, "run")]
    [InlineData("--servers=3", 7, true, "run")]
    [InlineData("explain", 7, true, "explain")]
    public void No_arguments_on_a_terminal_ask_for_help_but_not_as_the_containers_first_process(string words, int processId, bool terminal, string verb) =>
        Assert.Equal(verb, Invocation.Parse(Invocation.OrHelp(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), processId, terminal), new Dictionary<string, string>()).Verb);

    [Fact]
    public void No_help_refers_to_itself()
    {
        // The help of one command points to the help of all, by words that do not lead back to it.
        foreach (var verb in Verbs.All) Assert.EndsWith("\nzkagent help lists all commands and settings.\n", HelpText.Of(verb), StringComparison.Ordinal);
        Assert.Equal(HelpText.All(), Parse("help").HelpText);
    }

    [Fact]
    public void Each_option_has_one_line_in_its_commands_help()
    {
        foreach (var verb in Verbs.All)
            foreach (var option in verb.Options)
                Assert.EndsWith(option.Meaning, Assert.Single(HelpText.Of(verb).Split('\n'), l => l.StartsWith($"  --{option.Name}", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
