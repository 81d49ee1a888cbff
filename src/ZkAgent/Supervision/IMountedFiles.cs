namespace ZkAgent.Supervision;

/// <summary>Mounted files that ZooKeeper's start depends on.</summary>
internal interface IMountedFiles
{
    /// <summary>Reads them.</summary>
    MountedFilesState Read();

    /// <summary>Writes what ZooKeeper wants of them, once none has a fault.</summary>
    /// <returns>Null; why it can't be written, otherwise.</returns>
    StartRefusal? Write();
}

/// <summary>What was found in mounted files, a sentence for each thing.</summary>
/// <param name="Refusals">What only another setting or another content can cure.</param>
/// <param name="Faults">What may be cured later from outside: a Secret that is not there yet, a certificate that expired.</param>
internal readonly record struct MountedFilesState(IReadOnlyList<string> Refusals, IReadOnlyList<string> Faults)
{
    public static MountedFilesState Good { get; } = new([], []);
}
