using System.Text;
using System.Text.RegularExpressions;

namespace ZkAgent.Core.Tests.Documentation;

/// <summary>A link of a page.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Target">As it is written: a path, an anchor, an address.</param>
internal sealed record MarkdownLink(int Line, string Target);

/// <summary>A Markdown file of this repository: its headings, links and code.</summary>
internal sealed partial class MarkdownPage
{
    private readonly List<string> _anchors = [];
    private readonly List<MarkdownLink> _links = [];
    private readonly List<string> _code = [];
    private readonly List<(int Line, string Text)> _prose = [];

    /// <param name="path">Relative to the repository's root; links are relative to its directory.</param>
    /// <param name="text">Its content.</param>
    public MarkdownPage(string path, string text)
    {
        Path = path;
        var fenced = false;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal)) fenced = !fenced;
            else if (fenced) _code.Add(lines[i]);
            else Add(lines[i], i + 1);
        }
    }

    /// <summary>All Markdown files of the repository. Outputs of builds and directories whose names begin with a dot are left out.</summary>
    public static IReadOnlyList<MarkdownPage> All { get; } = [.. Find(Repository.Root)
        .Select(file => new MarkdownPage(System.IO.Path.GetRelativePath(Repository.Root, file), File.ReadAllText(file)))];

    public string Path { get; }

    /// <summary>The anchors of its headings, as GitHub makes them.</summary>
    public IReadOnlyList<string> Anchors => _anchors;

    public IReadOnlyList<MarkdownLink> Links => _links;

    /// <summary>Lines of code blocks, and code spans without their marks.</summary>
    public IReadOnlyList<string> Code => _code;

    /// <summary>Lines without code, counted from 1.</summary>
    public IReadOnlyList<(int Line, string Text)> Prose => _prose;

    public override string ToString() => Path;

    private void Add(string line, int number)
    {
        if (Heading().Match(line) is { Success: true } heading) AddAnchor(heading.Groups["text"].Value);
        _code.AddRange(Span().Matches(line).Select(m => m.Groups["code"].Value));
        var prose = Span().Replace(line, "");
        _prose.Add((number, prose));
        _links.AddRange(Link().Matches(prose).Select(m => new MarkdownLink(number, m.Groups["target"].Value)));
    }

    private void AddAnchor(string heading)
    {
        var anchor = new StringBuilder();
        foreach (var c in Link().Replace(heading, "${text}").Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c) || c is '-' or '_') anchor.Append(c);
            else if (c == ' ') anchor.Append('-');
        }
        // A heading that comes again gets a number.
        var same = _anchors.Count(a => a == anchor.ToString());
        _anchors.Add(same == 0 ? anchor.ToString() : $"{anchor}-{same}");
    }

    private static IEnumerable<string> Find(string directory) =>
        Directory.EnumerateFiles(directory, "*.md").Concat(Directory.EnumerateDirectories(directory)
            .Where(d => System.IO.Path.GetFileName(d) is not ("bin" or "obj") and { } name && name[0] != '.').SelectMany(Find)).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^#{1,6} +(?<text>.*?)#* *$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"`(?<code>[^`]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
