using YamlDotNet.RepresentationModel;
using ZkAgent.Core.Tests;

namespace ZkAgent.ChartTests;

/// <summary>A value of Bitnami's chart, as Bitnami/values.yaml lists it.</summary>
/// <param name="Path">Its name with dots.</param>
/// <param name="Default">Its default as one line of YAML.</param>
internal sealed record BitnamiValue(string Path, string Default)
{
    public static string File { get; } = System.IO.Path.Combine("tests", "ZkAgent.ChartTests", "Bitnami", "values.yaml");

    /// <summary>All of them in the order of the file. A value whose keys are the user's own has no dots: metrics.service.annotations.</summary>
    public static IReadOnlyList<BitnamiValue> All { get; } = [.. Leaves(Root, "")];

    private static YamlMappingNode Root
    {
        get
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(System.IO.File.ReadAllText(System.IO.Path.Combine(Repository.Root, File))));
            return (YamlMappingNode)stream.Documents[0].RootNode;
        }
    }

    private static IEnumerable<BitnamiValue> Leaves(YamlMappingNode map, string prefix) => map.Children.SelectMany(entry =>
    {
        var path = $"{prefix}{entry.Key}";
        return entry.Value is YamlMappingNode { Children.Count: > 0 } inner && !path.EndsWith("annotations", StringComparison.Ordinal)
            ? Leaves(inner, $"{path}.")
            : [new BitnamiValue(path, Text(entry.Value))];
    });

    private static string Text(YamlNode node) => node switch
    {
        YamlMappingNode map => $"{{{string.Join(", ", map.Children.Select(e => $"{e.Key}: {Text(e.Value)}"))}}}",
        YamlSequenceNode list => $"[{string.Join(", ", list.Select(Text))}]",
        YamlScalarNode { Value: "" } => "\"\"",
        _ => node.ToString(),
    };
}
