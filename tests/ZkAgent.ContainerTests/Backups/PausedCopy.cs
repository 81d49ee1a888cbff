using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Backups;

/// <summary>A backup by the command that stands still: it has opened a snapshot and not read it to its end, so it has opened no session yet.</summary>
internal sealed class PausedCopy
{
    private const string Output = "/tmp/copy";

    /// <summary>A slow rate: the snapshot is open for long enough to be noticed, and the rest is read in seconds.</summary>
    private const string Begin = $$"""
        rm -rf {{Output}}; mkdir {{Output}}
        { ZK_BACKUP_RATE=256kB/s zkagent backup --to {{BackedUp.Directory}} >{{Output}}/out 2>{{Output}}/err & pid=$!; echo $pid >{{Output}}/pid; wait $pid; echo $? >{{Output}}/code; } >/dev/null 2>&1 &
        for ((i = 0; i < 2000; i++)); do
          open=$(readlink /proc/$(cat {{Output}}/pid 2>/dev/null)/fd/* 2>/dev/null | grep -m 1 -o 'snapshot[.][0-9a-f]*$') && kill -STOP $(cat {{Output}}/pid) && echo $open && exit 0
        done
        cat {{Output}}/*; exit 1
        """;

    private readonly MemberContainer _member;

    private PausedCopy(MemberContainer member, string snapshot) => (_member, Snapshot) = (member, snapshot);

    /// <summary>The snapshot that it has open.</summary>
    public string Snapshot { get; }

    public static async Task<PausedCopy> Of(MemberContainer member)
    {
        var begun = await member.Exec("bash", "-c", Begin);
        Assert.True(begun.ExitCode == 0, begun.Both);
        return new(member, begun.Output.Trim());
    }

    /// <summary>Lets it go on, and awaits its end.</summary>
    public async Task<CommandResult> End()
    {
        Assert.Equal(0, (await _member.Exec("bash", "-c", $"kill -CONT $(cat {Output}/pid)")).ExitCode);
        var code = "";
        await Poll.Until(async () => (code = (await _member.Exec("cat", $"{Output}/code")).Output.Trim()).Length > 0, Ensemble.ToServe, async () => (await _member.Exec("cat", $"{Output}/err")).Both);
        return new(int.Parse(code, System.Globalization.CultureInfo.InvariantCulture), (await _member.Exec("cat", $"{Output}/out")).Output, (await _member.Exec("cat", $"{Output}/err")).Output);
    }
}
