using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

public sealed class ZooCfgKeysTests
{
    [Fact]
    public void No_key_of_the_list_is_warned_of()
    {
        foreach (var key in ZooCfgKeys.All) Assert.Null(ZooCfgKeyAdvice.WhyUnknown(key));
    }

    [Theory]
    [InlineData("server.1")]
    [InlineData("group.1")]
    [InlineData("weight.3")]
    [InlineData("authProvider.sasl")]
    [InlineData("metricsProvider.httpPort")]
    [InlineData("metricsProvider.exportJvmInfo")]
    [InlineData("ssl.quorum.keyStore.passwordPath")]
    [InlineData("ssl.clientAuth")]
    [InlineData("fips-mode")]
    [InlineData("4lw.commands.whitelist")]
    [InlineData("jute.maxbuffer.extrasize")]
    [InlineData("autopurge.purgeInterval")]
    [InlineData("DigestAuthenticationProvider.superDigest")]
    [InlineData("connection_throttle_tokens")]
    public void A_real_key_is_silent(string key) => Assert.Null(ZooCfgKeyAdvice.WhyUnknown(key));

    [Theory]
    [InlineData("autopurge.purgeInteval", "autopurge.purgeInterval")]
    [InlineData("ticktime", "tickTime")]
    [InlineData("maxClientCnxn", "maxClientCnxns")]
    [InlineData("ssl.quorum.keystore.location", "ssl.quorum.keyStore.location")]
    [InlineData("admin.enabledServer", "admin.enableServer")]
    public void A_misspelt_key_is_named_with_the_nearest_real_one(string key, string near) =>
        Assert.Equal($"ZooKeeper 3.9 has no key {key} and would take it without a message; did you mean {near}?", ZooCfgKeyAdvice.WhyUnknown(key));

    [Fact]
    public void A_key_like_no_other_is_told_to_be_unknown() =>
        Assert.Equal("ZooKeeper 3.9 has no key example and will take it without a message", ZooCfgKeyAdvice.WhyUnknown("example"));

    [Theory]
    [InlineData("jute.maxbuffer")]
    [InlineData("readonlymode.enabled")]
    [InlineData("znode.container.checkIntervalMs")]
    public void A_key_that_only_the_command_line_sets_is_told_where_it_goes(string key) =>
        Assert.Equal($"zoo.cfg can't set {key}: ZooKeeper reads it from the command line only; put -D{key}=… into SERVER_JVMFLAGS", ZooCfgKeyAdvice.WhyUnknown(key));

    [Fact]
    public void A_key_with_zookeepers_prefix_is_told_to_lose_it() =>
        Assert.EndsWith("write snapCount", ZooCfgKeyAdvice.WhyUnknown("zookeeper.snapCount"), StringComparison.Ordinal);

    [Fact]
    public void The_old_scripts_misspelt_key_is_warned_of_in_a_file()
    {
        var plan = (Given.Three with { File = new("/f", "autopurge.purgeInteval=1\n") }).Works;
        Assert.Equal("/f line 1: ZooKeeper 3.9 has no key autopurge.purgeInteval and would take it without a message; did you mean autopurge.purgeInterval?", Assert.Single(plan.Warnings));
    }
}
