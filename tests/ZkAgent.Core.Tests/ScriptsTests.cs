using System.Text.RegularExpressions;
using Xunit;

namespace ZkAgent.Core.Tests;

/// <summary>What shell scripts of this repository must not do.</summary>
public sealed partial class ScriptsTests
{
    private static readonly string[] Folders = ["docker", "k8s", "tests", ".ci"];

    /// <summary>grep -q ends at the first match. With pipefail the broken pipe of the command before it counts as "no match", now and then.</summary>
    [Fact]
    public void No_script_pipes_a_command_into_a_grep_that_ends_early()
    {
        var scripts = Folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .Where(path => path.EndsWith(".sh", StringComparison.Ordinal) || path.EndsWith(".ci/run", StringComparison.Ordinal))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(scripts);
        Assert.Empty(scripts.SelectMany(path => File.ReadLines(path).Where(line => EarlyGrep().IsMatch(line)).Select(line => $"{Path.GetRelativePath(Repository.Root, path)}: {line.Trim()}")));
    }

    [Theory]
    [InlineData("kubectl api-versions | grep -qx policy/v1", true)]
    [InlineData("docker logs x 2>&1 | grep -Eq 'a|b'", true)]
    [InlineData("kubectl get nodes | grep --quiet Ready", true)]
    [InlineData("grep -q started \"$file\"", false)]
    [InlineData("kubectl get pods | grep leader > /dev/null", false)]
    public void The_pattern_finds_what_it_is_for(string line, bool found) => Assert.Equal(found, EarlyGrep().IsMatch(line));

    [GeneratedRegex(@"\|\s*grep\s+(-[A-Za-z]*q|--quiet|--silent)")]
    private static partial Regex EarlyGrep();
}
