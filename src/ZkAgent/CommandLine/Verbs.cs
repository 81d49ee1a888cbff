using ZkAgent.Core.Text;

namespace ZkAgent.CommandLine;

/// <summary>An option that belongs to one command.</summary>
/// <param name="Name">Without dashes.</param>
/// <param name="Value">What stands for its value in the help (<c>DIR</c>); null for a switch, which has none.</param>
/// <param name="Meaning">One line for the help.</param>
internal sealed record VerbOption(string Name, string? Value, string Meaning);

/// <summary>A command: its name, how it is written, what it does, and which options are its own.</summary>
internal sealed record Verb(string Name, string Usage, string Meaning)
{
    public IReadOnlyList<VerbOption> Options { get; init; } = [];
    public int MostArguments { get; init; }

    /// <summary>The command's own option of that name; null for a setting's flag.</summary>
    public VerbOption? Option(string name) => Options.FirstOrDefault(o => o.Name == name);
}

/// <summary>Every command of the agent.</summary>
internal static class Verbs
{
    public static readonly IReadOnlyList<Verb> All =
    [
        new("run", "run", "the entrypoint: write the files, start ZooKeeper, watch it, answer probes, hand its exit code on"),
        new("render", "render [--output DIR]", "write zoo.cfg, myid, the log configuration and java.env, and stop")
        {
            Options = [new("output", "DIR", "write all files into DIR instead of the directories that the settings name")],
        },
        new("explain", "explain", "show every setting's value, where it came from, and every warning"),
        new("status", "status [--json] [--watch]", "ask every member and show the ensemble as a table; exit 0 when a quorum serves")
        {
            Options =
            [
                new("json", null, "print JSON instead of a table"),
                new("watch", null, "ask again and again until Ctrl+C: draws the table in place, and into a pipe prints it after each change"),
                new("interval", "2s", "with --watch: how long to wait before the members are asked again"),
            ],
        },
        new("ok", "ok [PORT]", "exit 0 when ZooKeeper on this host answers ruok") { MostArguments = 1 },
        new("probe", "probe startup|live|ready", "the running agent's verdict and the reason; exit 0 or 1") { MostArguments = 1 },
        new("drain", "drain", "for preStop: readiness goes off; returns when this member may stop without harm, or the time is over"),
        new("metrics", "metrics [PORT] [--prometheus]", "print what ZooKeeper on this host answers to mntr, or the same as the agent's page of metrics")
        {
            Options = [new("prometheus", null, "print the Prometheus text of /metrics instead of mntr's")], MostArguments = 1,
        },
        new("connect-string", "connect-string [--external]", "print the ensemble's addresses for clients")
        {
            Options = [new("external", null, "print ZK_EXTERNAL_ADDRESSES, for clients outside the cluster")],
        },
        new("wait", "wait [--timeout 5m] [HOST:PORT,…]", "wait until the ensemble serves")
        {
            Options = [new("timeout", "5m", "how long to wait, such as 30s or 5m")], MostArguments = 1,
        },
        new("restore", "restore --from=DIR --epoch=N [--at=ZXID|TIME] [--dry-run]", "place a backup onto this member's empty volume while no agent runs; with an agent, set ZK_RESTORE instead")
        {
            Options =
            [
                new("from", "DIR", "the backup, or a directory of backups: then the newest"),
                new("at", "ZXID|TIME", "the last transaction to restore; without it, everything that the backup has"),
                new("epoch", "N", "the epoch of the restored data, the same number on all members; --dry-run proposes one"),
                new("dry-run", null, "verify the backup, say what would be placed, and write nothing"),
            ],
        },
        new("backup", "backup [list|verify|cat] [DIR] [PATH]", "copy this member's data while it serves; or list, verify or print backups")
        {
            Options =
            [
                new("to", "DIR|-", "backup: where to write it instead of ZK_BACKUP_DIR; - writes a tar archive to standard output"),
                new("quick", null, "verify: check sums and the order of transactions, and replay none"),
                new("at", "CUT", "cat: the last transaction, as a zxid (0x100000a3f) or a time (2026-11-27T18:30:00Z)"),
            ],
            MostArguments = 3,
        },
        new("archive-classes", "archive-classes", "for image builds: start ZooKeeper once and save the classes that it loads, so that later starts take less processor time"),
        new("help", "help [COMMAND]", "show all commands and settings, or one command") { MostArguments = 1 },
    ];

    public static Verb? Find(string name) => All.FirstOrDefault(v => v.Name == name);

    public static string Suggest(string name) => NearestName.Find(name, All.Select(v => v.Name)) is { } near
        ? $"did you mean {near}?"
        : "zkagent help lists the commands";
}
