using Xunit;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Tests.Settings;

public sealed class SettingResolverTests
{
    // From the strongest source to the weakest.
    private static readonly string[] Origins =
        ["flag --tick_time", "ZK_TICK_TIME", "ZK_CFG_tickTime", "ZOO_TICK_TIME", "ZOO_CFG_EXTRA", "/config/zoo.cfg line 2", "default"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Each_source_wins_over_all_below_it_and_is_named_as_the_origin(int strongest)
    {
        string Value(int source) => (3000 + source).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var environment = new List<(string, string)> { ("ZK_REPLICAS", "3") };
        for (var source = Math.Max(1, strongest); source <= 3; source++) environment.Add((Origins[source], Value(source)));
        if (strongest <= 4) environment.Add(("ZOO_CFG_EXTRA", $"tickTime={Value(4)}"));
        var given = new Given([.. environment])
        {
            Flags = strongest == 0 ? [("tick_time", Value(0))] : [],
            File = strongest <= 5 ? new("/config/zoo.cfg", $"# mounted\ntickTime={Value(5)}\n") : null,
        };

        var effective = given.Effective("ZK_TICK_TIME");

        Assert.Equal(Origins[strongest], effective.Origin);
        Assert.Equal(strongest == 6 ? "2000" : Value(strongest), effective.Value);
        Assert.Equal(effective.Value, given.Key("tickTime"));
    }

    [Fact]
    public void A_flag_that_no_setting_has_is_a_problem_and_told_apart_from_the_others()
    {
        var resolver = new SettingResolver(new Given(("ZOO_CFG_EXTRA", "nonsense")) { Flags = [("for", "quorum"), ("agent_port", "1")] }.Sources);
        Assert.Equal("cannot use --for=quorum: expected a known flag; zkagent help lists them", Assert.Single(resolver.UnknownFlags).ToString());
        Assert.Contains(resolver.UnknownFlags[0], resolver.Problems);
        Assert.Equal(2, resolver.Problems.Count);
    }

    [Fact]
    public void Of_two_aliases_the_first_one_wins() =>
        Assert.Equal("ZOO_PORT", (Given.Three with { }).With("ZOO_PORT_NUMBER", "2183").With("ZOO_PORT", "2182").Effective("ZK_CLIENT_PORT").Origin);

    [Fact]
    public void Fallbacks_of_an_old_name_count_below_everything_that_was_given()
    {
        var sources = new Given().Sources with { Fallbacks = new Dictionary<string, string> { ["servers"] = "1" } };
        Assert.Equal("1", new SettingResolver(sources).Find(SettingCatalog.Replicas).Text);
        var told = Given.Three.Sources with { Fallbacks = new Dictionary<string, string> { ["servers"] = "1" } };
        Assert.Equal("3", new SettingResolver(told).Find(SettingCatalog.Replicas).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"\"")]
    [InlineData("''")]
    public void An_empty_variable_counts_as_unset(string empty) =>
        Assert.Equal("default", Given.Three.With("ZK_TICK_TIME", empty).Effective("ZK_TICK_TIME").Origin);

    [Fact]
    public void An_empty_flag_counts_as_unset_and_is_no_number_of_ours() =>
        Assert.Equal("2000", (Given.Three with { Flags = [("tick_time", "")] }).Key("tickTime"));

    [Theory]
    [InlineData(" 4000")]
    [InlineData("4000 ")]
    [InlineData("\"4000\"")]
    [InlineData("'4000'")]
    [InlineData("\" 4000\"")]
    public void Blanks_and_quotes_that_yaml_leaves_are_forgiven(string value)
    {
        Assert.Equal("4000", Given.Three.With("ZK_TICK_TIME", value).Key("tickTime"));
        Assert.Equal("4000", (Given.Three with { Flags = [("tick_time", value)] }).Key("tickTime"));
        Assert.Equal("4000", (Given.Three with { File = new("/f", $"tickTime={value}\n") }).Key("tickTime"));
        Assert.Equal("4000", Given.Three.With("ZK_CFG_snapCount", value).Key("snapCount"));
    }

    [Theory]
    [InlineData("ZK_CLIENT_PORT", "tcp://10.0.0.7:2181", "zk-client")]
    [InlineData("ZK_SERVER_PORT", "tcp://10.0.0.7:2888", "zk-server")]
    [InlineData("ZK_ELECTION_PORT", "udp://10.0.0.7:3888", "zk-election")]
    [InlineData("ZK_AGENT_PORT", "sctp://[fd00::7]:9141", "zk-agent")]
    [InlineData("ZOO_PORT", "tcp://10.0.0.7:2181", "zoo")]
    public void A_value_that_a_service_link_put_there_is_ignored_with_a_warning_that_names_the_service(string name, string value, string service)
    {
        var plan = Given.Three.With(name, value).Works;
        var warning = Assert.Single(plan.Warnings, w => w.StartsWith(name, StringComparison.Ordinal));
        Assert.Contains($"Service {service},", warning, StringComparison.Ordinal);
        Assert.Contains("enableServiceLinks: false", warning, StringComparison.Ordinal);
        Assert.All(plan.Effective, e => Assert.DoesNotContain("://", e.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Behind_an_ignored_service_link_the_next_source_counts() =>
        Assert.Equal("2182", Given.Three.With("ZK_CLIENT_PORT", "tcp://10.0.0.7:2181").With("ZOO_PORT", "2182").Key("clientPort"));

    [Fact]
    public void A_key_that_the_file_sets_twice_is_told_and_the_last_one_wins()
    {
        var given = Given.Three with { File = new("/f", "tickTime=2500\n\ntickTime=2600\n") };
        Assert.Contains("/f sets tickTime twice; line 3 wins", given.Works.Warnings);
        Assert.Equal("2600", given.Key("tickTime"));
    }

    [Fact]
    public void A_broken_line_is_a_problem_with_its_number() =>
        Assert.Equal("cannot use /f line 3=autopurge: expected a line of the form key=value, or a comment that begins with #",
            (Given.Three with { File = new("/f", "# ours\ntickTime=2500\nautopurge\n") }).Problem);

    [Fact]
    public void A_file_that_cannot_be_read_is_a_problem_with_its_path_and_reason() =>
        Assert.Equal("cannot use ZK_CONFIG_FILE=/f: expected a readable file in zoo.cfg's syntax; no such file",
            (Given.Three with { File = new("/f", null, "no such file") }).Problem);

    [Fact]
    public void A_file_in_the_place_of_the_one_that_the_agent_writes_is_read() =>
        Assert.Equal("2500", (Given.Three.With("ZK_CONFIG_FILE", "/opt/zookeeper/conf/zoo.cfg") with { File = new("/opt/zookeeper/conf/zoo.cfg", "tickTime=2500\n") }).Key("tickTime"));

    [Theory]
    [InlineData("tickTime")]
    [InlineData("tickTime=")]
    [InlineData("=5")]
    [InlineData("tickTime=2500 and more words")]
    public void Words_of_ZOO_CFG_EXTRA_that_are_no_key_and_value_are_one_problem(string extra) =>
        Assert.StartsWith("cannot use ZOO_CFG_EXTRA=", Given.Three.With("ZOO_CFG_EXTRA", extra).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("ZK_CFG_snapshot__compression__method")]
    [InlineData("ZK_CFG_snapshot.compression.method")]
    public void Any_key_passes_through_with_dots_as_two_underscores_or_as_dots(string variable)
    {
        var given = Given.Three.With(variable, "gz");
        Assert.Equal("gz", given.Key("snapshot.compression.method"));
        Assert.Equal(variable, given.Effective("snapshot.compression.method").Origin);
        Assert.Empty(given.Works.Warnings);
    }

    [Theory]
    [InlineData("ZK_CFG_")]
    [InlineData("ZK_CFG_a b")]
    [InlineData("ZK_CFG_a\nclientPort")]
    [InlineData("ZK_CFG_a=b")]
    public void What_is_no_key_cannot_pass_through(string variable) =>
        Assert.Equal($"cannot use {LogEscaping.Clean(variable)}=1: expected a zoo.cfg key: letters, digits and . _ - only", Given.Three.With(variable, "1").Problem);
}
