using System.Globalization;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>Names of the files next to zoo.cfg that hold lists of servers.</summary>
/// <remarks>
/// Source: QuorumPeerConfig of ZooKeeper 3.9: the version is the hexadecimal suffix; a suffix that is no number means version 0. The suffix
/// <c>next</c> is that of a proposed list, which ZooKeeper alone writes and removes: a change that a leader began is completed by it.
/// </remarks>
public static class DynamicFileName
{
    private const string Prefix = "zoo.cfg.dynamic.";

    /// <summary>How the names of lists begin that joining members start with.</summary>
    public const string JoiningPrefix = Prefix + "join";

    /// <summary>The list that a joining member starts with.</summary>
    /// <remarks>
    /// ZooKeeper takes any later list from any member that it hears. With version 0 that could be an older one than was told, by which this member
    /// may be the only voter; so the list has the last version before the one that was told.
    /// </remarks>
    /// <param name="told">The version of the list that members told.</param>
    public static string Joining(long told) => told == 0 ? JoiningPrefix : string.Create(CultureInfo.InvariantCulture, $"{JoiningPrefix}.{told - 1:x}");

    public static string Of(long version) => Prefix + version.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>The version that a file's name says; null for any other file.</summary>
    public static long? VersionOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) ? EnsembleConfiguration.ParseVersion(name[Prefix.Length..]) : null;
}
