using System.Text.RegularExpressions;
using Xunit;
using ZkAgent.CommandLine;
using ZkAgent.Core.Tests.Documentation;

namespace ZkAgent.Tests.Documentation;

/// <summary>Commands that the pages of this repository name.</summary>
public sealed partial class CommandTests
{
    [Fact]
    public void Every_command_line_in_the_pages_is_one_that_zkagent_has()
    {
        var commands = MarkdownPage.All.SelectMany(page => page.Code.SelectMany(code => CommandLine().Matches(code)
            .Select(found => (page.Path, Verb: found.Groups["verb"].Value)))).ToList();

        Assert.Contains(commands, c => c is { Path: "README.md", Verb: "status" });
        Assert.Empty(commands.Where(c => Verbs.Find(c.Verb) is null).Select(c => $"{c.Path}: zkagent has no command {c.Verb}").Distinct());
    }

    [Fact]
    public void The_README_names_every_command()
    {
        var named = MarkdownPage.All.Single(page => page.Path == "README.md").Code.SelectMany(code => CommandLine().Matches(code)).Select(found => found.Groups["verb"].Value);

        Assert.Equal([], Verbs.All.Select(verb => verb.Name).Except(named));
    }

    /// <summary>At the beginning of a code span or of a command, or what a pod executes.</summary>
    [GeneratedRegex(@"(?:^|^\$ |-- |\bexec \S+ )zkagent (?<verb>[a-z][a-z-]*)")]
    private static partial Regex CommandLine();
}
