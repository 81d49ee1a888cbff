namespace ZkAgent.Tests.Supervision;

/// <summary>Scripts that behave as ZooKeeper may.</summary>
internal static class StandIn
{
    /// <summary>Notes its starts and every signal, ends as a JVM does at SIGTERM, and lives on otherwise.</summary>
    public const string Patient = """
        for s in HUP INT QUIT; do trap "echo $s >> '$T/signals'" $s; done
        trap 'echo TERM >> "$T/signals"; exit 143' TERM
        echo start >> "$T/starts"
        while :; do sleep 0.05; done
        """;

    /// <summary>Cannot be stopped but by SIGKILL.</summary>
    public const string Deaf = """
        trap '' TERM
        echo start >> "$T/starts"
        while :; do sleep 0.05; done
        """;

    public static string Ending(string how) => $"""
        echo start >> "$T/starts"
        {how}
        """;
}
