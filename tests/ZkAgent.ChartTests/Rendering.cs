using YamlDotNet.RepresentationModel;

namespace ZkAgent.ChartTests;

/// <summary>What the chart or a kustomization renders: text, and the objects in it.</summary>
/// <param name="Text">The YAML documents.</param>
internal sealed record Rendering(string Text)
{
    public static Rendering OfChart(params string[] arguments) => new(Tool.Output("helm", ["template", "zk", "k8s/chart", .. arguments]));

    /// <summary>Helm's arguments for values such as <c>a.b=c d=true e=[1]</c>. All are JSON, because Helm lets --set win over --set-json in any order.</summary>
    public static IEnumerable<string> Given(string context) =>
        from value in context.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let parts = value.Split('=', 2)
        let json = bool.TryParse(parts[1], out _) || int.TryParse(parts[1], out _) || parts[1][0] is '[' or '{'
        from argument in (string[])["--set-json", $"{parts[0]}={(json ? parts[1] : $"\"{parts[1]}\"")}"]
        select argument;

    public static Rendering OfKustomization(string directory) => new(Tool.Output("kubectl", "kustomize", directory));

    /// <summary>The only object of the kind; fails when there is none or more than one.</summary>
    public YamlNode Single(string kind) => Objects.Single(o => Value(o, "kind") == kind);

    /// <summary>The object of the kind and name; null where there is none.</summary>
    public YamlNode? Named(string kind, string name) => Objects.SingleOrDefault(o => Value(o, "kind") == kind && Value(o, "metadata", "name") == name);

    /// <summary>All Services.</summary>
    public IEnumerable<YamlNode> Services() => Objects.Where(o => Value(o, "kind") == "Service");

    /// <summary>The pod specs of everything that makes pods.</summary>
    public IEnumerable<YamlNode> PodSpecs() => Objects.Where(o => Value(o, "kind") is "StatefulSet" or "Pod")
        .Select(o => Value(o, "kind") == "Pod" ? o["spec"] : At(o, "spec", "template", "spec")!);

    /// <summary>The settings that the pods get: the ConfigMap's content.</summary>
    public IReadOnlyDictionary<string, string> Settings() =>
        ((YamlMappingNode)Single("ConfigMap")["data"]).ToDictionary(e => ((YamlScalarNode)e.Key).Value!, e => ((YamlScalarNode)e.Value).Value!);

    /// <summary>The node at the end of the keys, null where one is missing.</summary>
    public static YamlNode? At(YamlNode? node, params string[] keys) =>
        keys.Aggregate(node, (n, key) => n is YamlMappingNode map && map.Children.TryGetValue(key, out var child) ? child : null);

    /// <summary>The scalar at the end of the keys, null where one is missing.</summary>
    public static string? Value(YamlNode? node, params string[] keys) => (At(node, keys) as YamlScalarNode)?.Value;

    /// <summary>Every object.</summary>
    public List<YamlNode> Objects
    {
        get
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(Text));
            return [.. stream.Documents.Select(d => d.RootNode).OfType<YamlMappingNode>()];
        }
    }
}
