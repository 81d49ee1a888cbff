using Xunit;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Launch;

public sealed class JvmFlagsTests
{
    [Fact]
    public void Without_flags_of_the_users_all_of_ours_are_there() =>
        Assert.Equal(
            [
                "-Xms512m", "-Xmx512m", "-Dsun.net.inetaddr.ttl=1", "-XX:+ExitOnOutOfMemoryError", "-Djava.security.properties=/conf/java.security",
                "-Dlogback.configurationFile=/conf/logback.xml", "-Dlog4j.configuration=file:/conf/log4j.properties",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            ],
            Ours(""));

    [Theory]
    [InlineData("-Xmx2G", "-Xmx", "-Xms")]
    [InlineData("-XX:MaxHeapSize=2G", "-Xmx", "-Xms")]
    [InlineData("-Xms64m", "-Xms")]
    [InlineData("-XX:InitialHeapSize=64m", "-Xms")]
    [InlineData("-Dsun.net.inetaddr.ttl=30", "-Dsun.net.inetaddr.ttl")]
    [InlineData("-Djava.security.properties=/mine", "-Djava.security.properties")]
    [InlineData("-XX:-ExitOnOutOfMemoryError", "-XX:+ExitOnOutOfMemoryError")]
    [InlineData("-XX:+ExitOnOutOfMemoryError", "-XX:+ExitOnOutOfMemoryError")]
    [InlineData("-XX:+CrashOnOutOfMemoryError", "-XX:+ExitOnOutOfMemoryError")]
    [InlineData("-Dlogback.configurationFile=/mine.xml", "-Dlogback.configurationFile")]
    [InlineData("-Dlog4j.configuration=file:/mine", "-Dlog4j.configuration")]
    [InlineData("-Dlog4j.configuration", "-Dlog4j.configuration")]
    [InlineData("-Dorg.slf4j.simpleLogger.defaultLogLevel=trace", "-Dorg.slf4j.simpleLogger.defaultLogLevel")]
    public void A_flag_of_the_users_takes_the_place_of_that_very_flag(string users, params string[] replaced)
    {
        var expected = Ours("").Where(flag => !replaced.Any(beginning => flag.StartsWith(beginning, StringComparison.Ordinal)));

        Assert.Equal(expected, Ours(users));
        Assert.Equal(expected, Ours($"  -Dx=y\t{users}\n-Dz"));
    }

    [Theory]
    [InlineData("-Dsun.net.inetaddr.ttl.other=1")]
    [InlineData("-Dlog4j.configurationFile=/log4j2.xml")]
    [InlineData("-XX:MaxRAMPercentage=80")]
    [InlineData("-Dx=-Xmx1G")]
    public void A_flag_that_only_resembles_ours_takes_nothing_away(string users) => Assert.Equal(Ours(""), Ours(users));

    [Fact]
    public void A_configuration_directory_with_a_blank_is_not_named()
    {
        var flags = JvmFlags.Ours(new() { Heap = "1G", HeapReason = "" }, GivenLaunch.Places("/my conf"), "INFO", Given("JVMFLAGS", ""));

        Assert.DoesNotContain(flags, flag => flag.Contains("/my", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("JAVA_TOOL_OPTIONS", true)]
    [InlineData("JDK_JAVA_OPTIONS", true)]
    [InlineData("SERVER_JVMFLAGS", false)]
    [InlineData("JVMFLAGS", false)]
    [InlineData("_JAVA_OPTIONS", false)]
    public void Only_where_the_users_heap_would_be_beaten_by_the_scripts_the_agent_gives_it_again(string variable, bool given) =>
        Assert.Equal(given, Ours("-Xmx2g", variable).Contains("-Xmx512m"));

    [Theory]
    [InlineData("JAVA_TOOL_OPTIONS")]
    [InlineData("JDK_JAVA_OPTIONS")]
    public void A_property_of_the_users_is_not_beaten_by_ours_wherever_it_stands(string variable) =>
        Assert.DoesNotContain(Ours("-Dsun.net.inetaddr.ttl=30", variable), f => f.StartsWith("-Dsun.net.inetaddr.ttl=", StringComparison.Ordinal));

    private static IReadOnlyList<string> Ours(string users, string variable = "SERVER_JVMFLAGS") =>
        JvmFlags.Ours(new() { Heap = "512m", HeapReason = "" }, GivenLaunch.Places(), "WARN", Given(variable, users));

    private static JvmOptions Given(string variable, string text) => JvmOptions.Of(new Dictionary<string, string> { [variable] = text });
}
