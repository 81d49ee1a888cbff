using System.Text;
using System.Text.RegularExpressions;

namespace ZkAgent.Core.Tests.Architecture;

/// <summary>The folders of a project and the folders that each of them uses, by the using directives of its files.</summary>
/// <remarks>
/// Read from the source, because a constant of another folder leaves no trace in the compiled assembly. The build refuses a using
/// directive that is not needed, so each one is a real dependency.
/// </remarks>
internal static partial class FolderDependencies
{
    /// <param name="project">The project's folder under src, which is its root namespace, too.</param>
    /// <returns>By folder, in alphabetical order, the other folders of the same project that its files use.</returns>
    public static SortedDictionary<string, SortedSet<string>> Of(string project)
    {
        var root = Path.Combine(Repository.Root, "src", project);
        var folders = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var directory in Directory.EnumerateDirectories(root).Where(d => Path.GetFileName(d) is not ("bin" or "obj")))
        {
            var used = folders[Path.GetFileName(directory)] = new(StringComparer.Ordinal);
            foreach (var file in Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories))
                foreach (Match match in UsingDirective().Matches(File.ReadAllText(file)))
                    if (match.Groups["namespace"].Value is var name && name.StartsWith(project + ".", StringComparison.Ordinal))
                        used.Add(name[(project.Length + 1)..].Split('.')[0]);
        }

        // The executable's namespaces begin as the core's do; only its own folders count.
        foreach (var (folder, used) in folders) used.RemoveWhere(name => name == folder || !folders.ContainsKey(name));
        return folders;
    }

    /// <summary>The folders in layers: each folder uses only folders of layers before its own.</summary>
    /// <param name="folders">The dependencies of each folder.</param>
    /// <param name="cycle">Folders that use each other, directly or through others; empty where there are none.</param>
    public static List<List<string>> Layers(IReadOnlyDictionary<string, SortedSet<string>> folders, out IReadOnlyList<string> cycle)
    {
        var layers = new List<List<string>>();
        var placed = new HashSet<string>();
        while (placed.Count < folders.Count)
        {
            var next = folders.Where(f => !placed.Contains(f.Key) && f.Value.All(placed.Contains)).Select(f => f.Key).ToList();
            if (next.Count == 0) break;
            layers.Add(next);
            placed.UnionWith(next);
        }

        cycle = [.. folders.Keys.Where(f => !placed.Contains(f))];
        return layers;
    }

    /// <summary>The picture for the documentation: a table of the layers, the lowest first.</summary>
    public static string Picture(string project)
    {
        var folders = Of(project);
        var text = new StringBuilder("| layer | folder | uses |\n| --- | --- | --- |\n");
        var number = 0;
        foreach (var layer in Layers(folders, out _))
        {
            number++;
            foreach (var folder in layer)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {number} | {folder} | {(folders[folder].Count > 0 ? string.Join(", ", folders[folder]) : "–")} |\n");
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^using (?:static |\w+ = )?(?<namespace>ZkAgent[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();
}
