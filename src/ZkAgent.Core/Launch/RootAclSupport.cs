using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Launch;

/// <summary>Judges ZK_CLIENT_SASL_ROOT_ACL against the ZooKeeper of the image.</summary>
public static class RootAclSupport
{
    /// <summary>Why the root of a new ensemble can't be given to users; null where it can, and where that is not asked for.</summary>
    /// <remarks>Only the data guard knows that an ensemble is new.</remarks>
    public static SettingsProblem? Problem(SecuritySettings security, ZooKeeperInstallation installation) =>
        security.RootForUsers && !installation.CanBeGuarded
            ? new(SecurityCatalog.ClientSaslRootAcl.Name, "users", $"open with ZooKeeper {installation.Version}: before {ZooKeeperVersion.OldestToGuard} the agent cannot know that an ensemble is new; set it to open and the ACL of / yourself")
            : null;
}
