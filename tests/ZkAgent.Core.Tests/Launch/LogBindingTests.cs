using Xunit;
using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Tests.Launch;

public sealed class LogBindingTests
{
    [Theory]
    [InlineData("slf4j-api-1.7.30.jar", "logback-classic-1.2.13.jar")]
    [InlineData("slf4j-api-1.7.36.jar", "slf4j-reload4j-1.7.36.jar")]
    [InlineData("slf4j-api-1.7.36.jar", "log4j-slf4j-impl-2.24.3.jar")]
    [InlineData("slf4j-api-2.0.13.jar", "logback-classic-1.3.15.jar")]
    [InlineData("slf4j-api-2.0.13.jar", "logback-classic-1.5.6.jar")]
    [InlineData("slf4j-api-2.0.13.jar", "slf4j-simple-2.0.13.jar")]
    [InlineData("slf4j-api-2.0.13.jar", "log4j-slf4j2-impl-2.24.3.jar")]
    [InlineData("slf4j-api-2.0.13.jar", "logback-classic-1.2.13.jar", "logback-classic-1.5.6.jar")]
    [InlineData("slf4j-api-2.0.13.jar")]
    [InlineData("logback-classic-1.2.13.jar")]
    [InlineData("slf4j-api.jar", "logback-classic.jar")]
    [InlineData("slf4j-api-2.0.13.jar", "slf4j-api-1.7.30.jar", "logback-classic-1.2.13.jar")]
    public void Libraries_that_fit_and_those_that_are_not_known_need_no_warning(params string[] jars) => Assert.Null(LogBinding.Problem(jars));

    [Theory]
    [InlineData("slf4j-api-2.0.13.jar", "logback-classic-1.2.13.jar", "slf4j 2 (logback 1.3 or later)")]
    [InlineData("slf4j-api-2.0.13.jar", "slf4j-log4j12-1.7.30.jar", "slf4j 2 (logback 1.3 or later)")]
    [InlineData("slf4j-api-1.7.30.jar", "logback-classic-1.3.15.jar", "slf4j 1.7 (logback 1.2, slf4j-reload4j-1.7)")]
    [InlineData("slf4j-api-1.7.30.jar", "log4j-slf4j2-impl-2.24.3.jar", "slf4j 1.7 (logback 1.2, slf4j-reload4j-1.7)")]
    public void A_library_for_the_other_slf4j_is_named(string api, string library, string fix) =>
        Assert.Equal($"ZooKeeper will log nothing: {library} does not fit {api}; put a log library for {fix} into the image, or the other slf4j", LogBinding.Problem([library, "netty-handler-4.1.jar", api]));
}
