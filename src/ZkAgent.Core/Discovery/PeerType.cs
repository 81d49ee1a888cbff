using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Discovery;

/// <summary>Compares peerType with the server list, which ZooKeeper follows where the two differ (QuorumPeerConfig.setupPeerType).</summary>
internal static class PeerType
{
    private const string Key = "peerType";

    public static IEnumerable<string> Warnings(IReadOnlyList<EffectiveSetting> settings, LocalMember? local)
    {
        if (local is null || settings.FirstOrDefault(s => s.Name == Key) is not { } given) return [];
        var role = local.Self.Role.ToString();
        return role.Equals(given.Value, StringComparison.OrdinalIgnoreCase)
            ? []
            : [$"{given.Origin}: {Key}={given.Value} has no effect: the server list says that server {local.Self.Id} is {(local.Self.Role == ServerRole.Observer ? "an observer" : "a participant")}, and ZooKeeper follows the list; {SettingCatalog.Participants.Name} says who votes"];
    }
}
