using Xunit;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Launch;
using ZkAgent.Native;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Launch;

public sealed class LaunchPlanReaderTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Java_is_told_by_its_real_path_and_its_release_file()
    {
        var java = _directory.Write("jvm/java-21/bin/java", "");
        File.SetUnixFileMode(java, Executable);
        _directory.Write("jvm/java-21/release", "JAVA_VERSION=\"21.0.8\"\n");
        Directory.CreateSymbolicLink(_directory.At("default-java"), _directory.At("jvm/java-21"));

        Assert.Equal(new(UnixPath.Real(java)!, "21.0.8"), LaunchPlanReader.Java(new Dictionary<string, string> { ["JAVA_HOME"] = _directory.Path + "/default-java" }));
    }

    [Fact]
    public void A_record_without_its_archive_is_no_archive()
    {
        var archive = new ClassArchive("/zkServer.sh", new("/java", "21"));
        var record = _directory.Write("classes.properties", archive.Format());

        Assert.Null(LaunchPlanReader.Archive(_directory.At("classes.jsa"), record));
        Assert.Equal(archive, LaunchPlanReader.Archive(_directory.Write("classes.jsa", "x"), record));
        Assert.Null(LaunchPlanReader.Archive(_directory.At("classes.jsa"), _directory.At("other")));
    }

    [Fact]
    public void Of_the_configuration_directory_scripts_that_were_read_and_a_java_env_of_ours_are_left_out()
    {
        var unread = UserScripts.None with { Unread = "why" };
        _directory.Write("conf/zoo.cfg", "");
        _directory.Write("conf/org/x", "");
        _directory.Write("conf/java.env", "export JVMFLAGS=-Dx\n");
        Assert.Equal(["java.env", "org/", "zoo.cfg"], Entries("conf", unread));
        Assert.Equal(["org/", "zoo.cfg"], Entries("conf", UserScripts.None));

        _directory.Write("conf/java.env", ZooCfg.Header + "ZOO_LOG_DIR=/x\n");
        Assert.Equal(["org/", "zoo.cfg"], Entries("conf", unread));
        Assert.Empty(Entries("nowhere", unread));
    }

    private string[] Entries(string name, UserScripts scripts) => LaunchPlanReader.Entries(new()
    {
        Data = "/data", DataLog = "/log", Log = "/logs", Run = "/run", Configuration = _directory.At(name),
    }, scripts);
}
