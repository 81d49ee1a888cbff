namespace ZkAgent.Supervision;

/// <summary>Why ZooKeeper may not be started at all.</summary>
/// <param name="Code">The agent's exit code.</param>
/// <param name="Sentence">For the log and the termination message.</param>
internal sealed record StartRefusal(int Code, string Sentence);
