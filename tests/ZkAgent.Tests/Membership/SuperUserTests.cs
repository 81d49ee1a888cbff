using System.Security.Cryptography;
using Xunit;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Settings;
using ZkAgent.Membership;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Membership;

public sealed class SuperUserTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Each_life_has_a_password_of_its_own_and_only_its_hash_leaves_the_agent()
    {
        var (one, other) = (Prepare().User!, Prepare().User!);

        Assert.NotEqual(one.Identity, other.Identity);
        Assert.Equal(["-Dzookeeper.DigestAuthenticationProvider.superDigest=" + SuperDigest.Of(one.Identity!, SHA1.HashData)], one.Flags);
        Assert.DoesNotContain(one.Identity!.Split(':')[1], one.ToString() + one.Flags[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_algorithm_of_digests_is_followed()
    {
        var user = Prepare(("ZK_CFG_DigestAuthenticationProvider__digestAlg", "sha-256")).User!;
        Assert.EndsWith("=" + SuperDigest.Of(user.Identity!, SHA256.HashData), user.Flags[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_users_own_digest_needs_no_flag()
    {
        File.WriteAllText(_root.At("password"), "test\n");
        Assert.Equal(("super:test", 0), Own() is ({ } user, null) ? (user.Identity, user.Flags.Count) : default);
    }

    [Fact]
    public void A_password_file_that_is_missing_empty_or_of_another_password_is_refused_by_name()
    {
        var path = _root.At("password");
        Assert.Equal($"cannot use ZK_SUPER_PASSWORD_FILE={path}: expected a readable file with the password: cannot read the super user's password: {path} does not exist; mount the Secret there", Own().Problem?.ToString());
        File.WriteAllText(path, "\n");
        Assert.Contains("it is empty; write the password into the file", Own().Problem?.ToString(), StringComparison.Ordinal);
        File.WriteAllText(path, "wrong");
        Assert.Equal($"cannot use ZK_SUPER_PASSWORD_FILE={path}: expected the password of DigestAuthenticationProvider.superDigest, which is of another one; write the password into the file, or change the digest", Own().Problem?.ToString());
    }

    [Fact]
    public void Where_SASL_is_required_the_agents_own_user_is_the_super_user()
    {
        var user = Prepare(("ZK_CLIENT_SASL", "require")).User!;
        Assert.Null(user.Identity);
        Assert.Equal(["-Dzookeeper.superUser.zkagent=zkagent"], user.Flags);
    }

    private (SuperUser? User, SettingsProblem? Problem) Own() => Prepare(
        ("ZK_CFG_DigestAuthenticationProvider__superDigest", "super:D/InIHSb7yEEbrWz8b9l71RjZJU="), ("ZK_SUPER_PASSWORD_FILE", _root.At("password")));

    private static (SuperUser? User, SettingsProblem? Problem) Prepare(params (string Name, string Value)[] variables)
    {
        var all = variables.Append(("ZK_REPLICAS", "3")).Append(("ZK_MEMBERSHIP", "dynamic")).ToDictionary();
        var read = SettingsReader.Read(new(new Dictionary<string, string>(), all), memoryLimit: null);
        Assert.Empty(read.Problems);
        return SuperUser.Prepare(read.Settings!);
    }
}
