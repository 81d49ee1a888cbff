using System.Security.Cryptography;
using Xunit;
using ZkAgent.Core.Membership;

namespace ZkAgent.Core.Tests.Membership;

public sealed class SuperDigestTests
{
    /// <summary>What DigestAuthenticationProvider.generateDigest of ZooKeeper 3.9.3 makes of super:test; its documentation has it too.</summary>
    private const string OfTest = "super:D/InIHSb7yEEbrWz8b9l71RjZJU=";

    [Fact]
    public void It_is_ZooKeepers() => Assert.Equal(OfTest, SuperDigest.Of("super:test", SHA1.HashData));

    [Fact]
    public void The_password_of_the_users_own_is_checked()
    {
        Assert.Equal("super:test", SuperDigest.Identity(OfTest, "test", SHA1.HashData));
        Assert.Null(SuperDigest.Identity(OfTest, "Test", SHA1.HashData));
        Assert.Equal("admin:a:b", SuperDigest.Identity(SuperDigest.Of("admin:a:b", SHA256.HashData), "a:b", SHA256.HashData));
    }

    [Fact]
    public void The_flags_are_ZooKeepers_properties()
    {
        Assert.Equal("-Dzookeeper.DigestAuthenticationProvider.superDigest=" + OfTest, SuperDigest.Flag(OfTest));
        Assert.Equal("-Dzookeeper.superUser.zkagent=zkagent", SuperDigest.SaslFlag("zkagent"));
    }
}
