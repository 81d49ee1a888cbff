using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Restores;

/// <summary>The id of a restore, which all members compute alike and which becomes the ensemble's id.</summary>
public static class RestoreId
{
    private const int Bytes = 16;

    /// <summary>What is hashed. A second restore of one backup needs another name to be another ensemble.</summary>
    /// <param name="backup">The id in the backup's manifest.</param>
    /// <param name="cut">Where it ends: the last zxid, or the time that the operator gave.</param>
    /// <param name="name">ZK_RESTORE_NAME.</param>
    public static string Text(string backup, string cut, string name) => $"zkagent restore\n{backup}\n{cut}\n{name}\n";

    /// <param name="hash">The SHA-256 of <see cref="Text"/> in UTF-8; its first 16 bytes count.</param>
    public static EnsembleId Of(ReadOnlySpan<byte> hash) => new(Convert.ToHexStringLower(hash[..Bytes]));
}
