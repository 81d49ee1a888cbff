using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Launch;

/// <summary>The Java process of a member, as the kernel shows it.</summary>
/// <param name="Id">Its process id.</param>
/// <param name="Parent">The process that started it.</param>
/// <param name="Arguments">Its command line.</param>
/// <param name="Mapped">The files that are mapped into its memory.</param>
internal sealed record JavaProcess(string Id, string Parent, IReadOnlyList<string> Arguments, IReadOnlyList<string> Mapped)
{
    public const string Archive = "/usr/local/lib/zkagent/classes.jsa";

    private const string Script = """
        for p in /proc/[0-9]*; do
          if [ "$(cat $p/comm)" = java ]; then
            awk '{ print $1, $4 }' $p/stat
            tr '\0' '\t' < $p/cmdline && echo
            awk '$6 ~ /^\// { print $6 }' $p/maps | sort -u
          fi
        done
        """;

    /// <summary>As the user that Java runs as: only that one may see what is mapped, a container's root may not.</summary>
    private const string AsUser = """if [ "$(id -u)" = 0 ]; then exec setpriv --reuid 1000 --regid 1000 --clear-groups bash -c "$0"; else exec bash -c "$0"; fi""";

    /// <summary>Whether the JVM uses the class archive.</summary>
    public bool UsesArchive => Mapped.Contains(Archive);

    /// <summary>Each entry of the class path.</summary>
    public IReadOnlyList<string> ClassPath => Arguments[Arguments.IndexOf("-cp") + 1].Split(':');

    public static async Task<JavaProcess> Of(MemberContainer member)
    {
        var java = await Find(member);
        Assert.True(java is not null, $"{member.PodName} has no java:\n{await member.Logs()}");
        return java;
    }

    /// <returns>Null while none runs.</returns>
    public static async Task<JavaProcess?> Find(MemberContainer member)
    {
        var lines = (await member.Exec("bash", "-c", AsUser, Script)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines is [var ids, var arguments, .. var mapped] ? new(ids.Split(' ')[0], ids.Split(' ')[1], [.. arguments.TrimEnd('\t').Split('\t')], mapped) : null;
    }
}

/// <summary>What lists that can't be changed have no method for.</summary>
internal static class ReadOnlyLists
{
    public static int IndexOf(this IReadOnlyList<string> list, string item) => list.TakeWhile(other => other != item).Count();
}
