using Xunit;
using ZkAgent.Core.Tests;

namespace ZkAgent.Tests.Publishing;

/// <summary>
/// A git repository with the scripts of this one in one commit, and a mirror that has only the dates of Debian's lists. So the result depends
/// on no change of the working tree and on no network. The temporary directory is removed at the end.
/// </summary>
internal sealed class ReleaseClone : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("zkagent-release-");

    private ReleaseClone()
    {
    }

    public string Root => Path.Combine(directory.FullName, "clone");

    /// <summary>A directory that does not exist yet.</summary>
    public string New => Path.Combine(directory.FullName, "new");

    public static async Task<ReleaseClone> Make()
    {
        var clone = new ReleaseClone();
        foreach (var suite in (string[])["bullseye", "sid"])
        {
            var lists = Path.Combine(clone.directory.FullName, "mirror/dists", suite);
            Directory.CreateDirectory(lists);
            await File.WriteAllTextAsync(Path.Combine(lists, "InRelease"), "Date: Fri, 27 Nov 2026 00:00:00 UTC\n", TestContext.Current.CancellationToken);
        }

        var made = await clone.Run("bash", ["-euc", """
            mkdir "$2" "$2/tests"
            cp -r "$1/docker" "$1/Directory.Build.props" "$1/global.json" "$2/"
            cp "$1/tests/kubernetes-tools.sh" "$2/tests/"
            cd "$2"
            git init --quiet
            git add .
            git -c user.name=test -c user.email=test@localhost commit --quiet --message scripts
            """, "-", Repository.Root, clone.Root]);
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        return clone;
    }

    /// <summary>Runs docker/release.sh of the clone.</summary>
    public Task<ScriptResult> Release(IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        Run("bash", [Path.Combine(Root, "docker/release.sh"), .. arguments], environment);

    /// <summary>
    /// A directory for PATH with links to the programs of this machine that <paramref name="kept"/> accepts, so that the others seem not to be
    /// installed.
    /// </summary>
    public string PathOf(Func<string, bool> kept)
    {
        var links = directory.CreateSubdirectory("bin").FullName;
        foreach (var program in ((string[])["/usr/bin", "/bin", "/usr/sbin", "/sbin"]).SelectMany(Directory.EnumerateFiles))
        {
            var link = Path.Combine(links, Path.GetFileName(program));
            if (kept(Path.GetFileName(program)) && !File.Exists(link)) File.CreateSymbolicLink(link, program);
        }

        return links;
    }

    public void Dispose() => directory.Delete(recursive: true);

    private Task<ScriptResult> Run(string program, string[] arguments, params (string Name, string Value)[] environment) =>
        ScriptResult.Of(program, arguments, [("ZKAGENT_DEBIAN_MIRROR", $"file://{directory.FullName}/mirror"), .. environment]);
}
