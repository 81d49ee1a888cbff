using ZkAgent.Core.Tests;

namespace ZkAgent.ChartTests;

/// <summary>A component of k8s/components in an overlay, as its first lines say.</summary>
internal static class Component
{
    /// <summary>What kustomize renders of <paramref name="source"/>, a directory of the repository, with the component.</summary>
    public static Rendering AddedTo(string source, string component)
    {
        var directory = Directory.CreateTempSubdirectory("zkagent-overlay-");
        try
        {
            var root = Path.GetRelativePath(directory.FullName, Repository.Root);
            File.WriteAllText(Path.Combine(directory.FullName, "kustomization.yaml"), $"resources: [{root}/{source}]\ncomponents: [{root}/k8s/components/{component}]\n");
            return Rendering.OfKustomization(directory.FullName);
        }
        finally { directory.Delete(recursive: true); }
    }
}
