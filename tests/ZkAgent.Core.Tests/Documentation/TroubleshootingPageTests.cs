using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace ZkAgent.Core.Tests.Documentation;

/// <summary>The page is searched by message, so its messages are those that the agent writes.</summary>
public sealed partial class TroubleshootingPageTests
{
    private const string Page = "docs/troubleshooting.md";

    [Fact]
    public void Every_part_of_a_message_is_text_of_the_source()
    {
        var source = Source();
        var messages = Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, Page))).Select(row => row.Groups["message"].Value).ToList();

        Assert.NotEmpty(messages);
        Assert.Empty(messages.SelectMany(message => message.Split('…').Where(part => !source.Contains(part.Trim(), StringComparison.Ordinal))
            .Select(part => $"{Page}: no source file under src/ contains \"{part.Trim()}\" of the message \"{message}\"")));
    }

    private static string Source()
    {
        var all = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(IsWritten))
            all.Append(File.ReadAllText(file));
        return all.ToString();
    }

    private static bool IsWritten(string file) =>
        !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal);

    /// <summary>A row of a table that begins with one code span.</summary>
    [GeneratedRegex(@"^\| `(?<message>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
