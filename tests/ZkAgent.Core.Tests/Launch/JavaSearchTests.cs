using Xunit;
using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Tests.Launch;

public sealed class JavaSearchTests
{
    [Fact]
    public void JAVA_HOME_comes_before_PATH_and_Debians_fixed_place_last() =>
        Assert.Equal(["/java/bin/java", "/usr/local/bin/java", "/bin/java", "/usr/bin/java"],
            JavaSearch.Places(new Dictionary<string, string> { ["JAVA_HOME"] = "/java/", ["PATH"] = "/usr/local/bin/:.::/bin" }));

    [Fact]
    public void Each_place_is_looked_at_once() =>
        Assert.Equal(["/usr/bin/java", "/bin/java"], JavaSearch.Places(new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin:/usr/bin" }));

    [Fact]
    public void An_empty_environment_leaves_the_fixed_place() =>
        Assert.Equal(["/usr/bin/java"], JavaSearch.Places(new Dictionary<string, string> { ["JAVA_HOME"] = "" }));

    [Fact]
    public void Its_absence_is_told_with_what_JAVA_HOME_says()
    {
        Assert.Contains("JAVA_HOME (not set)", JavaSearch.Missing(new Dictionary<string, string>()), StringComparison.Ordinal);
        Assert.Contains("JAVA_HOME (/java)", JavaSearch.Missing(new Dictionary<string, string> { ["JAVA_HOME"] = "/java" }), StringComparison.Ordinal);
    }
}
