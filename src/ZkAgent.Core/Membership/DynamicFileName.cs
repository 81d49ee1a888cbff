using System.Globalization;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>Names of the files beside zoo.cfg that hold lists of servers.</summary>
/// <remarks>Source: QuorumPeerConfig of ZooKeeper 3.9: the version is the hexadecimal suffix; a suffix that is no number means version 0.</remarks>
public static class DynamicFileName
{
    private const string Prefix = "zoo.cfg.dynamic.";

    /// <summary>The list that a joining member starts with. Its suffix is no hexadecimal number, so its version is 0 and the leader's list replaces it.</summary>
    public const string Joining = Prefix + "join";

    /// <summary>A list that was proposed. ZooKeeper alone writes and removes it: a change that a leader began is completed by it.</summary>
    public const string Proposed = Prefix + "next";

    public static string Of(long version) => Prefix + version.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>The version that a file's name says; null for any other file.</summary>
    public static long? VersionOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) ? EnsembleConfiguration.ParseVersion(name[Prefix.Length..]) : null;
}
