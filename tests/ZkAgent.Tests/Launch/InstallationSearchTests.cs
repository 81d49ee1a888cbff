using Xunit;
using ZkAgent.Core.Launch;
using ZkAgent.Launch;
using ZkAgent.Native;

namespace ZkAgent.Tests.Launch;

public sealed class InstallationSearchTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // By its real name: the answers are real paths.
    private readonly string _root = UnixPath.Real(Directory.CreateTempSubdirectory("zkagent-root-").FullName)!;
    private readonly Dictionary<string, string> _environment = new() { ["PATH"] = "/usr/local/bin:/usr/bin:/bin" };
    private string? _ourselves;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("/opt/zookeeper/bin/zkServer.sh", "/opt/zookeeper/lib/zookeeper-3.9.3.jar", "3.9.3")]
    [InlineData("/opt/zookeeper/bin/zkServer.sh", "/opt/zookeeper/zookeeper-3.5.10.jar", "3.5.10")]
    [InlineData("/usr/share/zookeeper/bin/zkServer.sh", "/usr/share/java/zookeeper-3.9.6-${mvngit.commit.id}.jar", "3.9.6")]
    [InlineData("/apache-zookeeper-3.8.4-bin/bin/zkServer.sh", "/apache-zookeeper-3.8.4-bin/lib/zookeeper-3.8.4.jar", "3.8.4")]
    public void Each_layout_is_found_with_its_version(string script, string jar, string version)
    {
        Java();
        Add(script);
        Add(jar);

        Assert.Equal(new(_root + script, ZooKeeperVersion.Parse(version)), Find().Installation);
    }

    [Theory]
    [InlineData("/opt/zookeeper/bin/zkServer.sh", "/opt/zookeeper/lib/zookeeper-3.9.3.jar", "/opt/zookeeper/lib/zookeeper-prometheus-metrics-3.9.3.jar")]
    [InlineData("/usr/share/zookeeper/bin/zkServer.sh", "/usr/share/java/zookeeper-3.9.6.jar", "/usr/share/java/zookeeper-prometheus-metrics.jar")]
    public void The_prometheus_provider_is_there_where_its_jar_is(string script, string jar, string provider)
    {
        Java();
        Add(script);
        Assert.Null(Search().HasPrometheusProvider(Find().Installation!));
        Add(jar);
        Assert.False(Search().HasPrometheusProvider(Find().Installation!));
        Add(provider);
        Assert.True(Search().HasPrometheusProvider(Find().Installation!));
    }

    [Fact]
    public void The_jars_of_the_log_are_named_with_their_versions_in_both_layouts()
    {
        Java();
        Add("/opt/zookeeper/bin/zkServer.sh");
        Add("/opt/zookeeper/lib/slf4j-api-1.7.30.jar");
        Add("/opt/zookeeper/lib/logback-classic-1.3.15.jar");
        Assert.Equal(["logback-classic-1.3.15.jar", "slf4j-api-1.7.30.jar"], Search().LogJars(Find().Installation!).Order(StringComparer.Ordinal));

        Add("/usr/share/zookeeper/bin/zkServer.sh");
        Add("/usr/share/java/slf4j-api-1.7.32.jar");
        Add("/usr/share/java/logback-classic-1.2.11.jar");
        Add("/usr/share/java/slf4j-simple-2.0.0.jar");
        File.CreateSymbolicLink(_root + "/usr/share/java/slf4j-api.jar", "slf4j-api-1.7.32.jar");
        File.CreateSymbolicLink(_root + "/usr/share/java/logback-classic.jar", "logback-classic-1.2.11.jar");
        File.WriteAllText(_root + "/usr/share/zookeeper/logging.classpath", "/usr/share/java/logback-classic.jar:/usr/share/java/gone.jar\n");
        Assert.Equal(["logback-classic-1.2.11.jar", "slf4j-api-1.7.32.jar"], Search().LogJars(new(_root + "/usr/share/zookeeper/bin/zkServer.sh", null)));
    }

    [Fact]
    public void A_link_to_the_real_script_leads_to_it()
    {
        Java();
        Add("/apache-zookeeper-3.9.3-bin/bin/zkServer.sh");
        Add("/apache-zookeeper-3.9.3-bin/lib/zookeeper-3.9.3.jar");
        Link("/opt/zookeeper", _root + "/apache-zookeeper-3.9.3-bin");

        Assert.Equal(new(_root + "/apache-zookeeper-3.9.3-bin/bin/zkServer.sh", new(3, 9, 3)), Find().Installation);
    }

    [Fact]
    public void A_link_to_ourselves_and_a_copy_of_us_are_skipped()
    {
        Java();
        _ourselves = Add("/usr/bin/zkagent");
        _environment["ZOOKEEPER_HOME"] = "/zk";
        Link("/zk/bin/zkServer.sh", _ourselves);
        Add("/opt/zookeeper/bin/zkServer.sh", "\u007fELF and more");
        Add("/usr/share/zookeeper/bin/zkServer.sh");

        Assert.Equal(_root + "/usr/share/zookeeper/bin/zkServer.sh", Find().Installation?.Command);
    }

    [Fact]
    public void Where_there_is_only_ourselves_that_is_said()
    {
        _ourselves = Add("/usr/bin/zkagent");
        Link("/usr/bin/zkServer.sh", _ourselves);

        Refused(Find(), "(/usr/bin/zkServer.sh is zkagent itself)");
    }

    [Fact]
    public void Nothing_at_all_names_the_places() => Refused(Find(), "cannot find ZooKeeper's zkServer.sh: it is in none of /opt/zookeeper/bin, ");

    [Fact]
    public void One_that_is_not_executable_is_refused()
    {
        Java();
        File.SetUnixFileMode(Add("/opt/zookeeper/bin/zkServer.sh"), UnixFileMode.UserRead);

        Refused(Find(), "cannot start /opt/zookeeper/bin/zkServer.sh: it is not executable");
    }

    [Fact]
    public void ZooKeeper_3_4_is_refused()
    {
        Java();
        Add("/opt/zookeeper/bin/zkServer.sh");
        Add("/opt/zookeeper/zookeeper-3.4.14.jar");

        Refused(Find(), "cannot run ZooKeeper 3.4.14");
    }

    [Fact]
    public void A_missing_Java_is_told_before_the_start()
    {
        Add("/opt/zookeeper/bin/zkServer.sh");
        Refused(Find(), "cannot find Java");

        File.SetUnixFileMode(Add("/usr/bin/java"), UnixFileMode.UserRead);
        Refused(Find(), "cannot find Java");
    }

    [Fact]
    public void A_command_of_the_users_own_needs_no_Java_and_stays_as_given()
    {
        Link("/srv/link", Add("/srv/start-it"));

        Assert.Equal(new(_root + "/srv/link", null), Find(_root + "/srv/link").Installation);
    }

    [Fact]
    public void A_command_without_a_slash_is_looked_up_on_PATH()
    {
        _environment["PATH"] = $"{_root}/srv";
        Add("/srv/start-it");

        Assert.Equal(_root + "/srv/start-it", Find("start-it").Installation?.Command);
    }

    [Fact]
    public void A_command_that_is_missing_or_ourselves_is_refused()
    {
        _ourselves = Add("/usr/bin/zkagent");

        Refused(Find("/no/such/file"), "cannot find ZK_SERVER_COMMAND /no/such/file");
        Refused(Find(_ourselves), "it is zkagent itself");
    }

    [Fact]
    public void A_copy_of_ourselves_is_refused_and_another_binary_is_the_users_own()
    {
        _ourselves = Add("/usr/bin/zkagent", "\u007fELF our own bytes" + new string('x', 10_000));

        Refused(Find(Add("/srv/copy", File.ReadAllText(_ourselves))), "it is zkagent itself");
        foreach (var other in (string[])["\u007fELF our own bytes" + new string('y', 10_000), "\u007fELF our own bytes"])
            Assert.Equal(_root + "/srv/other", Find(Add("/srv/other", other)).Installation?.Command);
    }

    private FoundInstallation Find(string? command = null) => Search().Find(command);

    private InstallationSearch Search() => new(_environment, _ourselves, _root);

    private void Java() => Add("/usr/bin/java");

    private string Add(string path, string text = "#!/bin/sh\n")
    {
        var file = _root + path;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, Executable);
        return file;
    }

    private void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root + path)!);
        File.CreateSymbolicLink(_root + path, target);
    }

    private static void Refused(FoundInstallation found, string problem)
    {
        Assert.Null(found.Installation);
        Assert.Contains(problem, found.Problem, StringComparison.Ordinal);
    }
}
