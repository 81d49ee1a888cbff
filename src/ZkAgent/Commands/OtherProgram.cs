using ZkAgent.Native;

namespace ZkAgent.Commands;

/// <summary>Becomes the program that an entry point's words name, as the entry points of other images do (<c>exec "$@"</c>).</summary>
internal static class OtherProgram
{
    /// <summary>Returns only when that failed, with a shell's code: 127 not found, 126 not executable.</summary>
    /// <param name="words">The program, by its path or by its name in PATH, and its arguments.</param>
    public static int Exec(IReadOnlyList<string> words) => ProcessImage.ReplaceByName(words);
}
