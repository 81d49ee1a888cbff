using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace ZkAgent.Tests.Publishing;

/// <summary>A directory as docker/release.sh makes it, with images of one small layer and a chart of one object.</summary>
internal sealed class SmallRelease : IDisposable
{
    public const string Version = "1.2.3";

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("zkagent-release-");

    private SmallRelease()
    {
    }

    public string Location => directory.FullName;

    public string ImageDigest { get; private set; } = "";

    public string ChartFile => Path.Combine(Location, $"zookeeper-{Version}.tgz");

    public string ChartDigest => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ChartFile)));

    /// <param name="repository">The image that the chart names.</param>
    /// <param name="image">What the layer has.</param>
    /// <param name="chart">The description of the chart.</param>
    public static async Task<SmallRelease> Make(string repository, string image, string chart)
    {
        var release = new SmallRelease();
        release.WriteImage(image);
        var source = release.directory.CreateSubdirectory("source/zookeeper/templates").FullName;
        await File.WriteAllTextAsync(Path.Combine(source, "../Chart.yaml"), $"apiVersion: v2\nname: zookeeper\nversion: {Version}\ndescription: {chart}\n");
        await File.WriteAllTextAsync(Path.Combine(source, "pod.yaml"), $"apiVersion: v1\nkind: Pod\nmetadata: {{name: zk}}\nspec:\n  containers:\n  - name: zk\n    image: \"{repository}:{Version}\"\n");
        var made = await ScriptResult.Of("bash", ["-euc", """
            cd "$1"
            helm package source/zookeeper > /dev/null
            rm -r source
            find . -type f -printf '%P\n' | xargs sha256sum > ../SHA256SUMS.$$
            mv ../SHA256SUMS.$$ SHA256SUMS
            """, "-", release.Location]);
        Assert.True(made.ExitCode == 0, made.Error);
        return release;
    }

    public void Dispose() => directory.Delete(recursive: true);

    /// <summary>Writes an OCI image layout (OCI image specification 1.0) with an index over two images.</summary>
    private void WriteImage(string content)
    {
        var blobs = directory.CreateSubdirectory("image/blobs/sha256").FullName;
        using var layer = new MemoryStream();
        using (var gzip = new GZipStream(layer, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(content));
        var layerDescriptor = Add(layer.ToArray(), "application/vnd.oci.image.layer.v1.tar+gzip");
        var manifests = new JsonArray();
        foreach (var architecture in (string[])["amd64", "arm64"])
        {
            var config = Add(Text(new JsonObject { ["architecture"] = architecture, ["os"] = "linux", ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(Digest(Encoding.UTF8.GetBytes(content))) } }), "application/vnd.oci.image.config.v1+json");
            var manifest = Add(Text(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = "application/vnd.oci.image.manifest.v1+json", ["config"] = config, ["layers"] = new JsonArray(layerDescriptor.DeepClone()) }), "application/vnd.oci.image.manifest.v1+json");
            manifest["platform"] = new JsonObject { ["os"] = "linux", ["architecture"] = architecture };
            manifests.Add(manifest);
        }

        var index = Add(Text(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = "application/vnd.oci.image.index.v1+json", ["manifests"] = manifests }), "application/vnd.oci.image.index.v1+json");
        index["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = Version };
        ImageDigest = (string)index["digest"]!;
        File.WriteAllBytes(Path.Combine(Location, "image/index.json"), Text(new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(index) }));
        File.WriteAllText(Path.Combine(Location, "image/oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");

        JsonObject Add(byte[] bytes, string mediaType)
        {
            var digest = Digest(bytes);
            File.WriteAllBytes(Path.Combine(blobs, digest[7..]), bytes);
            return new JsonObject { ["mediaType"] = mediaType, ["digest"] = digest, ["size"] = bytes.Length };
        }
    }

    private static byte[] Text(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
}
