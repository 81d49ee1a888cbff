using Xunit;
using ZkAgent.CommandLine;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Discovery;
using ZkAgent.Core.Rendering;
using ZkAgent.Rendering;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Rendering;

public sealed class ConfigurationWriterTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private ConfigurationOutcome Prepare(string data = "data", string log = "log", string conf = "conf", string pod = "zk-1", bool takeVolume = false, string? run = null)
    {
        var plan = AgentPlan.Make(
            new(new Dictionary<string, string>
            {
                ["servers"] = "3",
                ["data_dir"] = Path.Combine(_directory.Path, data),
                ["data_log_dir"] = Path.Combine(_directory.Path, log),
                ["conf_dir"] = Path.Combine(_directory.Path, conf),
                ["run_dir"] = Path.Combine(_directory.Path, run ?? conf),
            }, new Dictionary<string, string>()),
            new(pod, $"10.0.0.1 {pod}.zk-hs.ns.svc.cluster.local {pod}\n", ""), memoryLimit: null, member: true);
        Assert.Empty(plan.Problems);
        var places = ConfigurationPlacesReader.Read(plan.Settings!, new(new Dictionary<string, string>(), new Dictionary<string, string>()));
        IReadOnlyList<RenderedFile> files =
            [.. ConfigurationFiles.Of(plan.Settings!, plan.LocalMember!, guarded: true, places), .. places.JavaEnv is { } javaEnv ? [JavaEnv.Render(plan.Settings!, javaEnv)] : Array.Empty<RenderedFile>()];
        return ConfigurationWriter.Prepare(plan.Settings!, plan.LocalMember!, pod, files, GuardOverrides.None with { Volume = takeVolume });
    }

    private static void Succeeded(ConfigurationOutcome outcome)
    {
        Assert.Empty(outcome.Problems);
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
    }

    /// <summary>The one refusal there must be; no file may have been made.</summary>
    private string Refused(int code, ConfigurationOutcome outcome, params string[] filesThatWereThere)
    {
        Assert.Equal(code, outcome.ExitCode);
        Assert.Empty(outcome.Said);
        Assert.Equal(filesThatWereThere, _directory.Content.Where(p => File.Exists(_directory.At(p))));
        return Assert.Single(outcome.Problems);
    }

    [Fact]
    public void Missing_directories_are_made_and_every_file_is_written()
    {
        var outcome = Prepare();
        Succeeded(outcome);
        Assert.Equal(["conf", "conf/java.env", "conf/java.security", "conf/log4j.properties", "conf/logback.xml", "conf/zoo.cfg", "data", "data/myid", "log"], _directory.Content);
        Assert.Equal("2\n", File.ReadAllText(_directory.At("data/myid")));
        Assert.Equal(["zoo.cfg", "logback.xml", "log4j.properties", "java.security", "java.env", "myid"], outcome.Said.Select(s => Path.GetFileName(s)));
    }

    [Fact]
    public void A_second_start_touches_nothing_and_says_nothing()
    {
        Prepare();
        var files = _directory.Content.Select(_directory.At).Where(File.Exists).ToList();
        var before = files.Select(TemporaryDirectory.Identity).ToList();
        var outcome = Prepare();
        Succeeded(outcome);
        Assert.Empty(outcome.Said);
        Assert.Equal(before, files.Select(TemporaryDirectory.Identity));
    }

    [Fact]
    public void A_changed_setting_changes_its_file_only()
    {
        Prepare();
        var myid = TemporaryDirectory.Identity(_directory.At("data/myid"));
        var outcome = Prepare(log: "other");
        Assert.Equal($"wrote {_directory.At("conf/zoo.cfg")}", Assert.Single(outcome.Said));
        Assert.Equal(myid, TemporaryDirectory.Identity(_directory.At("data/myid")));
    }

    [Fact]
    public void Another_servers_volume_is_refused_and_nothing_is_written()
    {
        _directory.Write("data/myid", "1\n");
        _directory.Write("data/version-2/snapshot.0", "");
        var problem = Refused(ExitCodes.VolumeRefuses, Prepare(), "data/myid", "data/version-2/snapshot.0");
        Assert.StartsWith($"cannot use data dir {_directory.At("data")}: its myid is 1 but this pod is zk-1 (myid 2)", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data/myid", "1\n")]
    [InlineData("data/zkagent.identity", "server=3\nname=zk-2\nserved=true\n")]
    [InlineData("log/zkagent.identity", "server=3\nname=zk-2\nserved=true\n")]
    [InlineData("data/zkagent.identity", "no identity at all\n")]
    public void Another_servers_volume_is_taken_whole_where_the_operator_says_so(string file, string text)
    {
        _directory.Write(file, text);
        _directory.Write("data/version-2/snapshot.0", "precious");
        Assert.False(Prepare().TookVolume);
        var outcome = Prepare(takeVolume: true);
        Succeeded(outcome);
        Assert.True(outcome.TookVolume);
        Assert.Contains(outcome.Said, s => s.Contains("it is taken nevertheless, because ZK_FORCE_VOLUME says so", StringComparison.Ordinal));
        // The next start needs no override.
        Succeeded(Prepare());
        Assert.Equal("precious", File.ReadAllText(_directory.At("data/version-2/snapshot.0")));
    }

    [Fact]
    public void A_volume_that_is_not_refused_uses_no_override() => Assert.False(Prepare(takeVolume: true).TookVolume);

    [Theory]
    [InlineData("data/version-2/snapshot.100000001")]
    [InlineData("data/version-2/log.1")]
    [InlineData("log/version-2/log.1")]
    [InlineData("log/version-2/snapshot.0")]
    public void Data_is_a_snapshot_or_a_log_in_either_directory(string file)
    {
        _directory.Write("data/myid", "1\n");
        _directory.Write(file, "");
        Assert.Equal(ExitCodes.VolumeRefuses, Prepare().ExitCode);
    }

    [Theory]
    [InlineData("data/version-2/currentEpoch")]
    [InlineData("data/snapshot.0")]
    [InlineData("data/lost+found/x")]
    public void Anything_else_is_none(string file)
    {
        _directory.Write("data/myid", "1\n");
        _directory.Write(file, "");
        Succeeded(Prepare());
        Assert.Equal("2\n", File.ReadAllText(_directory.At("data/myid")));
    }

    [Fact]
    public void A_myid_with_a_trailing_blank_next_to_data_is_corrected_and_told()
    {
        _directory.Write("data/myid", "2 \n");
        _directory.Write("data/version-2/snapshot.0", "");
        Assert.Contains(Prepare().Said, s => s.Contains("holds 2 and more than a number", StringComparison.Ordinal));
        Assert.Equal("2\n", File.ReadAllText(_directory.At("data/myid")));
    }

    [Fact]
    public void A_volume_without_a_myid_next_to_data_is_adopted()
    {
        _directory.Write("data/version-2/snapshot.0", "precious");
        Succeeded(Prepare());
        Assert.Equal("precious", File.ReadAllText(_directory.At("data/version-2/snapshot.0")));
    }

    [Fact]
    public void A_directory_in_myids_place_is_refused()
    {
        Directory.CreateDirectory(_directory.At("data/myid"));
        Assert.EndsWith("data/myid is a directory; remove it", Refused(ExitCodes.VolumeRefuses, Prepare()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zoo.cfg")]
    [InlineData("java.env")]
    public void A_directory_in_a_configuration_files_place_is_refused_before_any_is_written(string name)
    {
        Directory.CreateDirectory(_directory.At($"conf/{name}"));
        Assert.Equal($"cannot write {_directory.At($"conf/{name}")}: it is a directory; remove it", Refused(ExitCodes.WrongSettings, Prepare()));
    }

    // Not even root can create a directory below a regular file.

    [Fact]
    public void A_data_directory_that_cannot_be_made_is_refused_with_the_setting()
    {
        _directory.Write("file", "");
        Assert.StartsWith($"cannot write to {_directory.At("file/data")} (ZK_DATA_DIR): ", Refused(ExitCodes.VolumeRefuses, Prepare(data: "file/data"), "file"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_directory_that_cannot_be_made_is_a_wrong_setting()
    {
        _directory.Write("file", "");
        Assert.StartsWith($"cannot write to {_directory.At("file/conf")} (ZK_CONF_DIR): ", Refused(ExitCodes.WrongSettings, Prepare(conf: "file/conf"), "file"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_directory_that_refuses_is_told_at_once()
    {
        _directory.Write("file", "");
        var outcome = Prepare("file/data", "file/log", "file/conf");
        Assert.Equal(ExitCodes.VolumeRefuses, outcome.ExitCode);
        Assert.Equal(["ZK_DATA_DIR", "ZK_DATA_LOG_DIR", "ZK_CONF_DIR"], outcome.Problems.Select(p => p.Split('(', ')')[1]));
    }

    [Fact]
    public void A_place_where_even_root_may_not_write_is_refused() =>
        Assert.StartsWith("cannot write to /proc/self/zk (ZK_DATA_DIR): ", Refused(ExitCodes.VolumeRefuses, Prepare(data: "/proc/self/zk")), StringComparison.Ordinal);

    [Fact]
    public void A_file_in_a_directorys_place_is_refused()
    {
        _directory.Write("data", "");
        Assert.StartsWith($"cannot write to {_directory.At("data")} (ZK_DATA_DIR): ", Refused(ExitCodes.VolumeRefuses, Prepare(), "data"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_volume_is_refused_with_the_way_to_space()
    {
        Assert.SkipUnless(_directory.Mount("data", "-t", "tmpfs", "-o", "size=16k", "tmpfs"), "mounting a small file system needs root");
        Fill(_directory.At("data/ballast"));
        var problem = Refused(ExitCodes.VolumeRefuses, Prepare(), "data/ballast");
        Assert.Contains("No space left on device", problem, StringComparison.Ordinal);
        Assert.EndsWith("the volume is full: enlarge its claim, or remove old snapshots and logs with zkCleanup.sh", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_only_volume_is_refused_with_the_fix()
    {
        Assert.SkipUnless(_directory.Mount("data", "-t", "tmpfs", "-o", "ro", "tmpfs"), "mounting a read-only file system needs root");
        var problem = Refused(ExitCodes.VolumeRefuses, Prepare());
        Assert.Contains("Read-only file system", problem, StringComparison.Ordinal);
        Assert.EndsWith("; mount a writable volume there", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zoo.cfg", "tickTime=3000\n")]
    [InlineData("logback.xml", "<configuration/>\n")]
    [InlineData("log4j.properties", "log4j.rootLogger=INFO\n")]
    [InlineData("java.security", "x=y\n")]
    [InlineData("java.env", "export JVMFLAGS=-Dx\n")]
    public void A_file_that_the_agent_did_not_write_stays_as_it_is(string name, string text)
    {
        var file = _directory.Write($"conf/{name}", text);
        var before = TemporaryDirectory.Identity(file);
        Succeeded(Prepare());
        Succeeded(Prepare());
        Assert.Equal(before, TemporaryDirectory.Identity(file));
        Assert.Equal(text, File.ReadAllText(file));
        Assert.Equal(name is "zoo.cfg" or "java.security", File.Exists(_directory.At($"conf/generated/{name}")));
    }

    [Fact]
    public void A_linked_zoo_cfg_of_the_users_stays_a_link()
    {
        var target = _directory.Write("mounted/zoo.cfg", "tickTime=3000\n");
        Directory.CreateDirectory(_directory.At("conf"));
        File.CreateSymbolicLink(_directory.At("conf/zoo.cfg"), target);
        Succeeded(Prepare(run: "run"));
        Assert.Equal(target, new FileInfo(_directory.At("conf/zoo.cfg")).LinkTarget);
        Assert.StartsWith(ZooCfg.Header, File.ReadAllText(_directory.At("run/generated/zoo.cfg")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_file_of_ours_is_replaced_and_its_target_left_alone()
    {
        var target = _directory.Write("mounted/zoo.cfg", ZooCfg.Header);
        Directory.CreateDirectory(_directory.At("conf"));
        File.CreateSymbolicLink(_directory.At("conf/zoo.cfg"), target);
        Succeeded(Prepare());
        Assert.Equal(ZooCfg.Header, File.ReadAllText(target));
        Assert.Null(new FileInfo(_directory.At("conf/zoo.cfg")).LinkTarget);
    }

    [Fact]
    public void A_read_only_configuration_directory_is_refused_with_the_setting_that_gives_another_place()
    {
        Assert.SkipUnless(_directory.Mount("conf", "-t", "tmpfs", "-o", "ro", "tmpfs"), "mounting a read-only file system needs root");
        var problem = Refused(ExitCodes.WrongSettings, Prepare());
        Assert.EndsWith("or set ZK_RUN_DIR to a directory that can be written to, such as an emptyDir: the files for ZooKeeper are written there then", problem, StringComparison.Ordinal);
        Succeeded(Prepare(run: "run"));
        Assert.True(File.Exists(_directory.At("run/generated/logback.xml")));
        Assert.StartsWith($"cannot write to {_directory.At("conf/run/generated")} (ZK_RUN_DIR): ", Assert.Single(Prepare(run: "conf/run").Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mounted_file_is_seen_as_a_mount()
    {
        _directory.Write("zoo.cfg", ZooCfg.Header);
        _directory.Write("conf/zoo.cfg", "");
        Assert.SkipUnless(_directory.Mount("conf/zoo.cfg", "--bind", _directory.At("zoo.cfg")), "a bind mount needs root");
        Assert.Equal(new(FileState.Ours, Mounted: true), ConfigurationPlacesReader.Facts(_directory.At("conf")).Files["zoo.cfg"]);
        Succeeded(Prepare(run: "run"));
        Assert.True(File.Exists(_directory.At("run/generated/zoo.cfg")));
    }

    [Fact]
    public void Everything_goes_into_one_directory_where_one_is_asked_for()
    {
        var outcome = ConfigurationWriter.WriteInto(_directory.At("out"), [new("/a/zoo.cfg", "x\n"), new("/b/myid", "1\n")]);
        Succeeded(outcome);
        Assert.Equal(["out", "out/myid", "out/zoo.cfg"], _directory.Content);
        _directory.Write("file", "");
        Assert.StartsWith($"cannot write to {_directory.At("file/out")} (--output): ", Assert.Single(ConfigurationWriter.WriteInto(_directory.At("file/out"), []).Problems), StringComparison.Ordinal);
    }

    private static void Fill(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            for (var i = 0; i < 1000; i++) stream.Write(new byte[4096]);
        }
        catch (IOException) { /* full, as it should be */ }
    }
}
