using System.Text.Json;
using ZkAgent.Core.Tests;

namespace ZkAgent.ChartTests;

/// <summary>One value of the chart, as values.yaml and values.schema.json describe it.</summary>
/// <param name="Path">Its name with dots, as <c>helm --set</c> takes it.</param>
/// <param name="Default">Its default as written; several lines are joined.</param>
/// <param name="Meaning">The comment above it.</param>
/// <param name="Example">The JSON of the schema's first example: a value other than the default.</param>
internal sealed record ChartValue(string Path, string Default, string Meaning, string Example)
{
    private static readonly string Chart = System.IO.Path.Combine(Repository.Root, "k8s", "chart");

    /// <summary>All of them in values.yaml's order. A key that has a comment is a value, one that has none is a group of values.</summary>
    public static IReadOnlyList<ChartValue> All { get; } = Read();

    /// <summary>The paths that the schema knows.</summary>
    public static IReadOnlyList<string> OfSchema { get; } = [.. Leaves(Schema, "")];

    private static JsonElement Schema => JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(Chart, "values.schema.json"))).RootElement;

    private static List<ChartValue> Read()
    {
        var (values, groups, comment, within) = (new List<ChartValue>(), new Stack<(int Indent, string Path)>(), new List<string>(), int.MaxValue);
        foreach (var line in File.ReadLines(System.IO.Path.Combine(Chart, "values.yaml")))
        {
            var (text, indent) = (line.Trim(), line.Length - line.TrimStart().Length);
            if (indent > within && text.Length > 0)
            {
                values[^1] = values[^1] with { Default = $"{values[^1].Default} {text}".Trim() };
                continue;
            }
            within = int.MaxValue;
            if (text.StartsWith('#')) comment.Add(text.TrimStart('#', ' '));
            else if (text.Split(':', 2) is [var key, var value])
            {
                while (groups.TryPeek(out var group) && group.Indent >= indent) groups.Pop();
                var path = groups.TryPeek(out var parent) ? $"{parent.Path}.{key}" : key;
                if (comment.Count == 0) groups.Push((indent, path));
                else
                {
                    values.Add(new(path, value.Trim(), string.Join(' ', comment), ExampleOf(path)));
                    within = indent;
                }
                comment.Clear();
            }
        }
        return values;
    }

    private static string ExampleOf(string path)
    {
        var node = path.Split('.').Aggregate(Schema, (at, key) => at.GetProperty("properties").GetProperty(key));
        return node.GetProperty("examples")[0].GetRawText();
    }

    private static IEnumerable<string> Leaves(JsonElement schema, string prefix) => schema.GetProperty("properties").EnumerateObject()
        .SelectMany(p => p.Value.TryGetProperty("properties", out _) && !p.Value.TryGetProperty("examples", out _) ? Leaves(p.Value, $"{prefix}{p.Name}.") : [$"{prefix}{p.Name}"]);
}
