using System.Diagnostics;

namespace ZkAgent.Tests.Fakes;

/// <summary>A real directory that is gone with its owner.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly List<string> _mounts = [];

    public string Path { get; } = Directory.CreateTempSubdirectory("zkagent-test-").FullName;

    public string At(string relative) => System.IO.Path.Combine(Path, relative);

    public string Write(string relative, string text)
    {
        var path = At(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Everything below, as paths relative to the directory; what a test expects not to have changed.</summary>
    public IReadOnlyList<string> Content => [.. Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories).Select(p => System.IO.Path.GetRelativePath(Path, p)).Order(StringComparer.Ordinal)];

    /// <summary>Inode, owner, mode and times of a file: a file that was not touched has the same.</summary>
    public static string Identity(string path) => Output("stat", "-c", "%i %u %a %y %z", path);

    /// <summary>Mounts a file system on a directory below; false where this user may not.</summary>
    public bool Mount(string relative, params string[] arguments)
    {
        var target = At(relative);
        if (!File.Exists(target)) Directory.CreateDirectory(target);
        if (Environment.UserName != "root" || Run("mount", [.. arguments, target]).ExitCode != 0) return false;
        _mounts.Add(target);
        return true;
    }

    public void Dispose()
    {
        foreach (var mount in _mounts) Run("umount", ["-l", mount]);
        Directory.Delete(Path, recursive: true);
    }

    private static string Output(string program, params string[] arguments) => Run(program, arguments).Output;

    private static (int ExitCode, string Output) Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
