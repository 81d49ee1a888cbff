using Xunit;
using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Tests.Launch;

public sealed class ClassArchiveTests
{
    [Fact]
    public void Its_record_is_read_as_it_was_written()
    {
        var archive = new ClassArchive("/a b/zkServer.sh", new("/java=21/bin/java", "21.0.8+9"));

        Assert.Equal("script=/a b/zkServer.sh\njava=/java=21/bin/java\njava.version=21.0.8+9\n", archive.Format());
        Assert.Equal(archive, ClassArchive.Parse(archive.Format()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("script=/x\n")]
    [InlineData("script=/x\njava.version=21\n")]
    public void Half_a_record_is_none(string text) => Assert.Null(ClassArchive.Parse(text));

    [Theory]
    [InlineData("IMPLEMENTOR=\"Debian\"\nJAVA_RUNTIME_VERSION=\"21.0.8+9-Debian-1\"\nJAVA_VERSION=\"21.0.8\"\n", "21.0.8+9-Debian-1")]
    [InlineData("JAVA_VERSION=\"11.0.2\"\r\nJAVA_VERSION_DATE=\"2019-01-15\"\r\n", "11.0.2")]
    [InlineData("IMPLEMENTOR=\"Debian\"\n", "unknown")]
    [InlineData(null, "unknown")]
    public void A_runtimes_version_is_in_its_release_file(string? release, string version) => Assert.Equal(version, JavaRuntime.VersionIn(release));
}
