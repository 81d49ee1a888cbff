using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Launch;

/// <summary>Judges ZK_MEMBERSHIP=dynamic against the image.</summary>
public static class DynamicMembershipSupport
{
    /// <summary>What the image lacks; nothing where it lacks nothing, and with static membership.</summary>
    /// <param name="installation">ZooKeeper.</param>
    /// <param name="hasOpenSsl">Whether libssl can be loaded. Asked with dynamic membership only: its libraries are 7 MiB of resident memory.</param>
    public static IEnumerable<SettingsProblem> Problems(AgentSettings settings, ZooKeeperInstallation installation, Func<bool> hasOpenSsl)
    {
        if (!settings.Ensemble.IsDynamic) yield break;
        if (!installation.CanBeGuarded)
            yield return new(SettingCatalog.Membership.Name, "dynamic",
                $"static with ZooKeeper {installation.Version}: before {ZooKeeperVersion.OldestToGuard} the agent cannot keep a member with an empty volume from voting; set it to static, or use an image with a later ZooKeeper");
        if (!hasOpenSsl())
            yield return new(SettingCatalog.Membership.Name, "dynamic",
                "static in an image without libssl, which the agent needs to ask the API server and to authenticate; install libssl3 (Debian 13: libssl3t64) in the image, or set it to static");
    }
}
