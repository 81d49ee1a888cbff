using System.Text.RegularExpressions;
using Xunit;

namespace ZkAgent.Core.Tests.Documentation;

/// <summary>The repository's prose names members, pods, clients and the operator. It does not use words that hide who acts.</summary>
public sealed partial class WordsTests
{
    /// <summary>Folders that are scanned, relative to the repository's root; "." is all of it.</summary>
    private static readonly string[] Folders = ["."];

    /// <summary>Files that need the words themselves.</summary>
    private static readonly string[] AboutWords = ["tests/ZkAgent.Core.Tests/Documentation/WordsTests.cs"];

    private static readonly string[] Endings = [".md", ".yaml", ".yml", ".tpl", ".txt", ".json", ".sh", ".py", ".c", ".cs", ".xml", ".properties", ".env"];
    private static readonly string[] NamesWithoutEnding = ["Dockerfile", "environment", "run", ".shellcheckrc"];
    private static readonly string[] Unscanned = [".git", "bin", "obj"];

    [Fact]
    public void Texts_name_who_acts_and_do_not_say_nobody_or_whoever()
    {
        var files = Files().Except(AboutWords).ToList();
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(Findings));
    }

    [Fact]
    public void No_page_has_a_literary_word() =>
        Assert.Equal([], MarkdownPage.All
            .SelectMany(page => page.Prose.SelectMany(line => LiteraryWord().Matches(line.Text).Select(word => $"{page}:{line.Line}: {word.Value}"))));

    [Theory]
    [InlineData("Whoever does not answer may hold data.", true)]
    [InlineData("it serves nobody: it may always go", true)]
    [InlineData("somebody told the guard to go on", true)]
    [InlineData("the file is written anew", true)]
    [InlineData("a file beside the data", true)]
    [InlineData("65 and 78 need a human, see the README", true)]
    [InlineData("what humans do", true)]
    [InlineData("{{ $value | humanizePercentage }} is free", false)]
    [InlineData("a human-readable table", false)]
    [InlineData("the operator renewed it", false)]
    public void The_pattern_finds_what_it_is_for(string line, bool found) => Assert.Equal(found, ForbiddenWord().IsMatch(line));

    [Theory]
    [InlineData("Whoever does not answer is waited for.", true)]
    [InlineData("nobody", true)]
    [InlineData("the file beside the data", true)]
    [InlineData("besides it", false)]
    [InlineData("the ensemble is created again", false)]
    public void The_pattern_of_pages_finds_words_and_no_parts_of_words(string text, bool found) => Assert.Equal(found, LiteraryWord().IsMatch(text));

    private static IEnumerable<string> Files() => Folders.SelectMany(folder => Below(Path.GetFullPath(Path.Combine(Repository.Root, folder))))
        .Where(IsText).Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'));

    /// <summary>The files below a directory, without those of Git and of builds: these are not sources.</summary>
    private static IEnumerable<string> Below(string directory) => Directory.EnumerateFiles(directory)
        .Concat(Directory.EnumerateDirectories(directory).Where(child => !Unscanned.Contains(Path.GetFileName(child))).SelectMany(Below));

    private static bool IsText(string path) => Endings.Contains(Path.GetExtension(path)) || NamesWithoutEnding.Contains(Path.GetFileName(path));

    private static IEnumerable<string> Findings(string file) =>
        from line in File.ReadLines(Path.Combine(Repository.Root, file)).Select((text, index) => (Text: text, Number: index + 1))
        // A test's name is a sentence whose words are joined by underscores.
        from Match match in ForbiddenWord().Matches(line.Text.Replace('_', ' '))
        select $"{file}:{line.Number}: replace \"{match.Value}\" by the member, pod, client or operator that is meant: {line.Text.Trim()}";

    [GeneratedRegex(@"\b(whoever|nobody|somebody|anew|beside|a human(?!-)|humans)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ForbiddenWord();

    /// <summary>Words that a reader of another first language has to look up: pages, which the operator reads, have none of them.</summary>
    [GeneratedRegex(@"\b(whoever|nobody|somebody|anybody|everybody|anew|a human(?!-)|for ever|beside|lest|shall|spelt|mends?|mended|strangers?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LiteraryWord();
}
