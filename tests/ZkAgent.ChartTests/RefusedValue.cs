using YamlDotNet.RepresentationModel;
using ZkAgent.Core.Tests;

namespace ZkAgent.ChartTests;

/// <summary>A value of Bitnami's chart that this chart refuses, as k8s/chart/refused-values.yaml has it.</summary>
/// <param name="Path">Its name with dots.</param>
/// <param name="Any">True where no setting of it has an effect, so that all are accepted.</param>
/// <param name="Because">Why, and what to do.</param>
internal sealed record RefusedValue(string Path, bool Any, string Because)
{
    public static IReadOnlyList<RefusedValue> All { get; } = Read();

    private static List<RefusedValue> Read()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(System.IO.Path.Combine(Repository.Root, "k8s", "chart", "refused-values.yaml"))));
        return [.. ((YamlSequenceNode)stream.Documents[0].RootNode).Select(entry =>
            new RefusedValue(Rendering.Value(entry, "path")!, Rendering.Value(entry, "any") == "true", Rendering.Value(entry, "because")!))];
    }
}
