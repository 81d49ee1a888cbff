using Xunit;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Launch;

public sealed class LoginOverrideTests
{
    private const string Flag = "SERVER_JVMFLAGS=\"$SERVER_JVMFLAGS -Djava.security.auth.login.config=/other.jaas\"\n";

    private static readonly (string, string)[] Files = [("/args", "-Xmx1g"), ("/conf/java.env", Flag)];

    [Theory]
    [InlineData("ZK_CLIENT_SASL", "allow")]
    [InlineData("ZK_QUORUM_SASL", "require")]
    public void A_script_that_names_another_JAAS_file_is_refused(string setting, string step) => Assert.Equal(
        $"cannot use {setting} with /conf/java.env: it sets -Djava.security.auth.login.config, so ZooKeeper would know other users than those of the settings; remove that flag, and for your own JAAS file set ZK_JAAS_FILE",
        LoginOverride.Problem(Given.Three.With(setting, step).Works.Settings!, Files));

    [Fact]
    public void Without_authentication_by_settings_the_script_may_name_one() => Assert.Null(LoginOverride.Problem(Given.Three.Works.Settings!, Files));

    [Fact]
    public void Other_options_in_a_script_are_not_refused() => Assert.Null(LoginOverride.Problem(Given.Three.With("ZK_CLIENT_SASL", "allow").Works.Settings!, [Files[0]]));

    [Fact]
    public void Files_of_options_are_found_among_the_flags() => Assert.Equal(["/args", "/vm.options"],
        LoginOverride.FilesOf(JvmOptions.Of(new Dictionary<string, string> { ["SERVER_JVMFLAGS"] = "@/args -Xmx1g @", ["JVMFLAGS"] = "-XX:VMOptionsFile=/vm.options" })));
}
