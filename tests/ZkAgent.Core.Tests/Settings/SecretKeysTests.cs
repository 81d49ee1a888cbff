using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

public sealed class SecretKeysTests
{
    private const string Secret = "hunter2";

    [Theory]
    [InlineData("ssl.keyStore.password", true)]
    [InlineData("ssl.quorum.trustStore.password", true)]
    [InlineData("DigestAuthenticationProvider.superDigest", true)]
    [InlineData("SASLAuthenticationProvider.superPassword", true)]
    [InlineData("metricsProvider.ssl.keyStore.password", true)]
    [InlineData("ssl.keyStore.pasword", true)]
    [InlineData("ssl.keystore.PASSWORT", true)]
    [InlineData("my.secret", true)]
    [InlineData("ssl.keyStore.passwordPath", false)]
    [InlineData("ssl.keyStore.location", false)]
    [InlineData("DigestAuthenticationProvider.digestAlg", false)]
    [InlineData("tickTime", false)]
    public void Secrets_are_known_by_their_keys_misspelt_ones_too(string key, bool secret) => Assert.Equal(secret, SecretKeys.IsSecret(key));

    public static TheoryData<string> Places => ["variable", "extra", "file", "value file"];

    private static Given Holding(string place) => place switch
    {
        "variable" => Given.Three.With("ZK_CFG_ssl__keyStore__password", Secret),
        "extra" => Given.Three.With("ZOO_CFG_EXTRA", $"ssl.keyStore.password={Secret}"),
        "file" => Given.Three with { File = new("/f", $"ssl.keyStore.password={Secret}\n") },
        _ => Given.Three with { ValueFiles = Value($"{Secret}\n") },
    };

    private static Dictionary<string, FileText> Value(string? text, string? failure = null) => new() { ["ZK_CFG_ssl__keyStore__password_FILE"] = new("/secrets/password", text, failure) };

    [Theory]
    [MemberData(nameof(Places))]
    public void A_secret_reaches_zoo_cfg_which_only_its_owner_may_read_and_is_never_shown(string place)
    {
        var plan = Holding(place).Works;
        var file = ZooCfg.Render(plan.Settings!, plan.LocalMember!, guarded: true, "/conf/zoo.cfg", listApart: false);
        Assert.Contains($"ssl.keyStore.password={Secret}\n", file.Text, StringComparison.Ordinal);
        Assert.Equal(RenderedFile.Private, file.Mode);
        Assert.DoesNotContain(plan.Effective, e => e.ToString().Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Warnings, w => w.Contains(Secret, StringComparison.Ordinal));
        Assert.Equal("(hidden)", plan.Effective.Single(e => e.Name == "ssl.keyStore.password").Value);
    }

    [Fact]
    public void Without_a_secret_everybody_may_read_zoo_cfg() =>
        Assert.Equal(RenderedFile.Readable, ZooCfg.Render(Given.Three.Works.Settings!, Given.Three.Works.LocalMember!, guarded: true, "/conf/zoo.cfg", listApart: false).Mode);

    [Theory]
    [InlineData("variable", "ZK_CFG_ssl__keyStore__password")]
    [InlineData("extra", "ZOO_CFG_EXTRA")]
    [InlineData("file", null)]
    [InlineData("value file", null)]
    public void A_secret_in_the_environment_is_warned_of_with_the_way_to_a_file(string place, string? origin)
    {
        var warnings = Holding(place).Works.Warnings;
        if (origin is null) Assert.Empty(warnings);
        else Assert.StartsWith($"{origin} holds a secret, ssl.keyStore.password, ", Assert.Single(warnings, w => w.EndsWith("ZK_CFG_ssl__keyStore__password_FILE", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_from_a_file_has_the_path_as_its_origin_and_loses_only_the_newline_at_its_end()
    {
        var given = Given.Three with { ValueFiles = Value("two words\r\n\n") };
        Assert.Equal("/secrets/password", given.Effective("ssl.keyStore.password").Origin);
        Assert.Equal("two words", given.Key("ssl.keyStore.password"));
    }

    [Fact]
    public void Any_key_may_come_from_a_file_one_with_a_setting_of_its_own_too()
    {
        var given = Given.Three with { ValueFiles = new Dictionary<string, FileText> { ["ZK_CFG_tickTime_FILE"] = new("/tick", "4000\n") } };
        Assert.Equal(("4000", "/tick"), (given.Key("tickTime"), given.Effective("ZK_TICK_TIME").Origin));
    }

    [Theory]
    [InlineData(null, "no such file", "a file that holds the value of ssl.keyStore.password; no such file")]
    [InlineData("\n", null, "a file that holds the value of ssl.keyStore.password; it is empty")]
    public void A_file_without_a_value_is_a_problem(string? text, string? failure, string expected) =>
        Assert.Equal($"cannot use ZK_CFG_ssl__keyStore__password_FILE=/secrets/password: expected {expected}", (Given.Three with { ValueFiles = Value(text, failure) }).Problem);

    [Fact]
    public void A_value_given_twice_is_a_problem_that_shows_neither() =>
        Assert.Equal("cannot use ZK_CFG_ssl__keyStore__password_FILE=/secrets/password: expected the value in one place only: ZK_CFG_ssl__keyStore__password gives it as well",
            (Holding("variable") with { ValueFiles = Value(Secret) }).Problem);

    [Theory]
    [InlineData("ssl.keyStore.password= hunter2")]
    [InlineData("ssl.keyStore.password=my hunter2")]
    [InlineData("tickTime=2500 ssl.keyStore.pasword=x hunter2")]
    public void A_broken_list_with_a_secret_in_it_is_not_shown(string extra) =>
        Assert.StartsWith("cannot use ZOO_CFG_EXTRA=(hidden): expected", Given.Three.With("ZOO_CFG_EXTRA", extra).Problem, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_flag_that_is_called_like_a_secret_is_not_shown() =>
        Assert.StartsWith("cannot use --keystore_password=(hidden):", (Given.Three with { Flags = [("keystore_password", Secret)] }).Problem, StringComparison.Ordinal);
}
