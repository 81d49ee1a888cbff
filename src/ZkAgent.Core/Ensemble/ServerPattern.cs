using System.Globalization;

namespace ZkAgent.Core.Ensemble;

/// <summary>What the server of each ordinal of the own StatefulSet is called, and its ports. With dynamic membership every list is made of it.</summary>
/// <param name="StatefulSet">The name of the StatefulSet.</param>
/// <param name="Domain">The domain of the headless service.</param>
/// <param name="IdOffset">An id is the ordinal plus this.</param>
/// <param name="ServerPort">Where the leader listens to followers.</param>
/// <param name="ElectionPort">Where votes arrive.</param>
/// <param name="ClientPort">Where clients connect.</param>
/// <param name="ClientAddress">The address that clients are listened to on; null is every interface.</param>
/// <param name="FirstOrdinal">The first ordinal of the StatefulSet (ZK_ORDINAL_START).</param>
/// <param name="Participants">So many ordinals vote, counted from the first; the others observe. Null: all vote.</param>
public sealed record ServerPattern(
    string StatefulSet, string Domain, int IdOffset, int ServerPort, int ElectionPort, int ClientPort, string? ClientAddress, int FirstOrdinal, int? Participants)
{
    /// <summary>The server of an ordinal, with the role that the settings give it.</summary>
    public EnsembleServer At(int ordinal) => new(
        new(ordinal + IdOffset), string.Create(CultureInfo.InvariantCulture, $"{StatefulSet}-{ordinal}.{Domain}"), ServerPort, ElectionPort,
        Participants is { } voters && ordinal >= FirstOrdinal + voters ? ServerRole.Observer : ServerRole.Participant, ClientPort, ClientAddress);

    /// <summary>The ordinal of an id.</summary>
    public int OrdinalOf(ServerId id) => id.Value - IdOffset;

    /// <summary>True for a server of the own StatefulSet: id and host are those of one ordinal. Only such a server is ever removed.</summary>
    public bool Owns(EnsembleServer server) =>
        OrdinalOf(server.Id) >= 0 && At(OrdinalOf(server.Id)).Host.Equals(server.Host, StringComparison.OrdinalIgnoreCase);
}
