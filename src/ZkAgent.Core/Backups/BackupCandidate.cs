using System.Globalization;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Backups;

/// <summary>A member as far as the choice of the one that makes backups goes.</summary>
/// <param name="Id">Its id, by which members are ordered as by their ordinals.</param>
/// <param name="Name">Its short name.</param>
/// <param name="Votes">False for an observer, which makes no backup by itself.</param>
/// <param name="Serves">True while it serves in a quorum and is not about to leave.</param>
/// <param name="Leads">True for the leader.</param>
public sealed record BackupCandidate(ServerId Id, string Name, bool Votes, bool Serves, bool Leads)
{
    /// <summary>The ordinal in its name; null where the name has none.</summary>
    public int? Ordinal => int.TryParse(Name.AsSpan(Name.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : null;
}
