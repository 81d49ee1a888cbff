namespace ZkAgent.Core.Health;

/// <summary>The answer to one of the kubelet's three questions.</summary>
/// <param name="Probe">startup, live or ready.</param>
/// <param name="Pass">Yes or no.</param>
/// <param name="Sentence">Why, in one sentence.</param>
/// <param name="Checks">Everything that was checked.</param>
public sealed record ProbeVerdict(string Probe, bool Pass, string Sentence, IReadOnlyList<ProbeCheck> Checks)
{
    /// <summary>What else is worth knowing and does not change the answer.</summary>
    public IReadOnlyList<ProbeCheck> Informational { get; init; } = [];

    /// <summary>Yes where every check passes; the first that does not gives the reason.</summary>
    public static ProbeVerdict Of(string probe, string sentence, params IReadOnlyList<ProbeCheck> checks)
    {
        foreach (var check in checks)
            if (!check.Pass) return new(probe, false, check.Reason, checks);
        return new(probe, true, sentence, checks);
    }

    /// <summary>The same with one more check.</summary>
    public ProbeVerdict And(ProbeCheck check) => this with { Checks = [.. Checks, check], Pass = Pass && check.Pass, Sentence = Pass && !check.Pass ? check.Reason : Sentence };

    /// <summary>The body of a probe's answer.</summary>
    public string Body => Sentence + "\n";

    /// <summary>The body that lists every check, in the style of the Kubernetes API server.</summary>
    public string VerboseBody =>
        string.Concat(Checks.Select(check => Line(check, "")).Concat(Informational.Select(check => Line(check, " (informational)"))))
        + $"{Probe}z check {(Pass ? "passed" : "failed")}: {Sentence}\n";

    private static string Line(ProbeCheck check, string kind) =>
        check.Pass ? $"[+]{check.Name} ok{kind}: {check.Reason}\n" : $"[-]{check.Name} failed{kind}: {check.Reason}\n";
}
