using System.Text;
using Xunit;

namespace ZkAgent.Core.Tests.Rendering;

/// <summary>Compares text byte for byte with a file that is reviewed like code.</summary>
internal static class GoldenFile
{
    public static void Check(string name, string actual)
    {
        var path = Path.Combine(Repository.Root, "tests/ZkAgent.Core.Tests/Rendering/Golden", name);
        if (Repository.Updating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }
        if (!File.Exists(path)) Assert.Fail($"{path} does not exist; {How}\n\n{actual}");
        var expected = File.ReadAllBytes(path);
        if (expected.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(actual))) return;
        Assert.Fail($"{path} differs from what is rendered; {How}\n\n{Differences(Encoding.UTF8.GetString(expected), actual)}");
    }

    private const string How = $"where the change is meant, run the tests with {Repository.UpdateVariable}=1 and review the file's diff";

    private static string Differences(string expected, string actual)
    {
        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        var lines = before.Except(after).Select(l => $"- {l}").Concat(after.Except(before).Select(l => $"+ {l}")).ToList();
        return lines.Count > 0 ? string.Join('\n', lines) : "the same lines in another order, number or line ending";
    }
}
