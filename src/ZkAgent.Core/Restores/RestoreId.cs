using System.Security.Cryptography;
using System.Text;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Restores;

/// <summary>The id of a restore, which all members compute alike and which becomes the ensemble's id.</summary>
public static class RestoreId
{
    /// <summary>The first 16 bytes of a SHA-256 over the three parts. A second restore of one backup needs another name to be another ensemble.</summary>
    /// <param name="backup">The id in the backup's manifest.</param>
    /// <param name="cut">Where it ends: the last zxid, or the time that the operator gave.</param>
    /// <param name="name">ZK_RESTORE_NAME.</param>
    public static EnsembleId Of(string backup, string cut, string name) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"zkagent restore\n{backup}\n{cut}\n{name}\n")).AsSpan(0, 16)));
}
