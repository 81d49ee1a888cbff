using System.Security.Cryptography;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Sasl;
using ZkAgent.Core.Settings;
using ZkAgent.Machine;
using ZkAgent.Native;
using ZkAgent.Sasl;

namespace ZkAgent.Membership;

/// <summary>ZooKeeper's super user for this agent's life, as whom it changes the membership. The password is never printed.</summary>
/// <param name="Identity">User, colon, password of a digest; null: the agent's own user of SASL.</param>
/// <param name="Flags">What the JVM is started with so that ZooKeeper knows it.</param>
internal sealed record SuperUser(string? Identity, IReadOnlyList<string> Flags)
{
    /// <summary>Chooses the super user. System.Security.Cryptography is used: without libssl it must not be called.</summary>
    /// <returns>The super user, or the problem of the password file.</returns>
    public static (SuperUser? User, SettingsProblem? Problem) Prepare(AgentSettings settings)
    {
        if (settings.Security.ClientSasl == ClientSaslPhase.Require) return (new(null, [SuperDigest.SaslFlag(SaslUser.Agent)]), null);
        var hash = HashOf(SuperUserKeys.AlgorithmOf(settings.ZooKeeper));
        if (SuperUserKeys.OwnDigest(settings.ZooKeeper) is { } own) return OfFile(settings.Ensemble.SuperPasswordFile!, own, hash);
        var identity = $"{SuperDigest.User}:{RandomText.Create()}";
        return (new(identity, [SuperDigest.Flag(SuperDigest.Of(identity, hash))]), null);
    }

    private static (SuperUser? User, SettingsProblem? Problem) OfFile(string path, string digest, Func<byte[], byte[]> hash)
    {
        var file = UserFiles.ReadFile(path, PasswordRules.LongestFile);
        if (file.Problem("the super user's password", LibC.EffectiveUser()) is { } unread) return Refuse($"a readable file with the password: {unread}");
        var (password, unusable, _) = PasswordRules.Read(SuperDigest.UserOf(digest), path, file.Content);
        if (password is null) return Refuse($"a file with the password: {unusable}");
        return SuperDigest.Identity(digest, password, hash) is { } identity ? (new(identity, []), null)
            : Refuse($"the password of {SuperUserKeys.Digest}, which is of another one; write the password into the file, or change the digest");

        (SuperUser?, SettingsProblem?) Refuse(string expected) => (null, new(SettingCatalog.SuperPasswordFile.Name, path, expected));
    }

    /// <param name="algorithm">One of <see cref="SuperUserKeys.Algorithms"/>.</param>
    private static Func<byte[], byte[]> HashOf(string algorithm) => algorithm.ToUpperInvariant() switch
    {
        "MD5" => MD5.HashData,
        "SHA-256" => SHA256.HashData,
        "SHA-384" => SHA384.HashData,
        "SHA-512" => SHA512.HashData,
        _ => SHA1.HashData,
    };

    public override string ToString() => Identity is null ? "SASL" : "digest";
}
