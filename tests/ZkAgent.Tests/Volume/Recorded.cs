using Xunit;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Volume;

/// <summary>The volumes under Volumes/, each written by the ZooKeeper that it is named for.</summary>
public static class Recorded
{
    public static readonly string[] Versions = ["3.8.0", "3.9.3"];

    public static TheoryData<string> VersionData => [.. Versions];

    internal static RecordedVolume CopyInto(TemporaryDirectory root, string version, string directory = ".") =>
        RecordedVolume.CopyOf(Path.Combine(Volumes, version), root.At($"{directory}/version-2"));

    internal static string File(string version, string name) => Path.Combine(Volumes, version, name);

    private static string Volumes => Path.Combine(AppContext.BaseDirectory, "Volume", "Volumes");
}
