using Xunit;

namespace ZkAgent.Core.Tests.Settings;

public sealed class KnownNamesTests
{
    [Theory]
    [InlineData("ZK_REPLICA", "ZK_REPLICAS")]
    [InlineData("ZK_QUORUM_SSL", "ZK_QUORUM_TLS")]
    [InlineData("ZK_TICKTIME", "ZK_TICK_TIME")]
    [InlineData("ZK_DATA_DIRS", "ZK_DATA_DIR")]
    [InlineData("ZOO_MYID", "ZOO_MY_ID")]
    [InlineData("ZOO_TICK_TIMES", "ZOO_TICK_TIME")]
    public void A_misspelt_variable_is_named_with_the_nearest_real_one(string name, string near) =>
        Assert.Contains($"{name} is not a setting and has no effect; did you mean {near}?", Given.Three.With(name, "1").Works.Warnings);

    [Fact]
    public void A_variable_like_no_other_is_told_how_to_set_a_zoo_cfg_key() =>
        Assert.Contains("ZK_WHATEVER_THIS_MAY_BE is not a setting and has no effect; a zoo.cfg key is set by ZK_CFG_<key, dots as __>",
            Given.Three.With("ZK_WHATEVER_THIS_MAY_BE", "1").Works.Warnings);

    [Theory]
    [InlineData("ZK_USER", "securityContext.fsGroup")]
    [InlineData("ZOO_USER", "securityContext.fsGroup")]
    [InlineData("ZK_ENSEMBLE", "ZK_REPLICAS")]
    public void A_variable_of_an_older_image_is_told_what_took_its_place(string name, string instead) =>
        Assert.Contains(Given.Three.With(name, "zookeeper").Works.Warnings, w => w.StartsWith($"{name} is ignored: ", StringComparison.Ordinal) && w.Contains(instead, StringComparison.Ordinal));

    [Theory]
    [InlineData("ZK_HS_SERVICE_HOST", "None")]
    [InlineData("ZK_HS_SERVICE_PORT", "2888")]
    [InlineData("ZK_HS_SERVICE_PORT_LEADER_ELECTION", "3888")]
    [InlineData("ZK_CS_PORT", "tcp://10.0.0.1:2181")]
    [InlineData("ZK_CS_PORT_2181_TCP", "tcp://10.0.0.1:2181")]
    [InlineData("ZK_CS_PORT_2181_TCP_PORT", "2181")]
    [InlineData("ZK_CS_PORT_2181_TCP_PROTO", "tcp")]
    [InlineData("ZK_CS_PORT_2181_TCP_ADDR", "10.0.0.1")]
    [InlineData("ZK_CS_PORT_2181_UDP_PORT", "2181")]
    [InlineData("ZK_CS_PORT_2181_SCTP_PORT", "2181")]
    [InlineData("ZOO_SERVICE_HOST", "10.0.0.1")]
    public void Names_that_only_kubernetes_makes_are_silent(string name, string value) =>
        Assert.Empty(Given.Three.With(name, value).Works.Warnings);

    [Theory]
    [InlineData("ZOO_LOG4J_PROP")]
    [InlineData("ZK_CLIENT_HEAP")]
    [InlineData("JVMFLAGS")]
    [InlineData("ZKX")]
    public void A_name_that_another_program_reads_is_silent(string name) => Assert.Empty(Given.Three.With(name, "x").Works.Warnings);

    [Theory]
    [InlineData("tik_time", "--tick_time")]
    [InlineData("replicas", "--servers")]
    [InlineData("heap_size", "--heap")]
    [InlineData("snap-retain-cout", "--snap_retain_count")]
    public void A_misspelt_flag_is_refused_with_the_nearest_real_one(string flag, string near) =>
        Assert.Equal($"cannot use --{flag}=1: expected a known flag; did you mean {near}?", (Given.Three with { Flags = [(flag, "1")] }).Problem);

    [Fact]
    public void A_flag_like_no_other_is_refused_with_the_way_to_the_list() =>
        Assert.Equal("cannot use --xyzzy=1: expected a known flag; zkagent help lists them", (Given.Three with { Flags = [("xyzzy", "1")] }).Problem);
}
