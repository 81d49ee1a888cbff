using Xunit;
using ZkAgent.Commands;
using ZkAgent.Core.Discovery;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Machine;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Machine;

public sealed class SettingSourcesReaderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private static SettingSources WithFlags(Dictionary<string, string> flags, params (string Name, string Value)[] environment) =>
        SettingSourcesReader.Read(flags, new Dictionary<string, string>(), environment.ToDictionary(v => v.Name, v => v.Value));

    private static SettingSources Read(params (string Name, string Value)[] environment) => WithFlags([], environment);

    [Fact]
    public void Without_a_file_there_is_none()
    {
        Assert.Null(Read().ConfigFile);
        Assert.Null(Read(("ZK_CONFIG_FILE", " ")).ConfigFile);
        Assert.Empty(Read().ValueFiles);
    }

    [Fact]
    public void The_named_file_is_read_the_flags_before_the_variables()
    {
        var (one, two) = (_directory.Write("one", "tickTime=1\n"), _directory.Write("two", "tickTime=2\n"));
        Assert.Equal(new(one, "tickTime=1\n"), Read(("ZK_CONFIG_FILE", $" {one} ")).ConfigFile);
        Assert.Equal(new(two, "tickTime=2\n"), WithFlags(new() { ["config_file"] = two }, ("ZK_CONFIG_FILE", one)).ConfigFile);
    }

    [Fact]
    public void A_zoo_cfg_of_the_users_in_the_configuration_directory_is_found()
    {
        var conf = ("ZK_CONF_DIR", _directory.At("conf"));
        var file = _directory.Write("conf/zoo.cfg", "tickTime=1\n");
        var found = Read(conf);
        Assert.Equal((new(file, "tickTime=1\n"), true), (found.ConfigFile, found.ConfigFileWasFound));

        var named = Read(conf, ("ZK_CONFIG_FILE", "zoo.cfg"));
        Assert.Equal((new(file, "tickTime=1\n"), false), (named.ConfigFile, named.ConfigFileWasFound));

        _directory.Write("conf/zoo.cfg", ZooCfg.Header + "tickTime=2\n");
        Assert.Null(Read(conf).ConfigFile);
        Assert.False(Read(conf).ConfigFileWasFound);
    }

    [Fact]
    public void The_users_scripts_are_read_in_the_order_in_which_ZooKeeper_sources_them()
    {
        _directory.Write("conf/java.env", "export JVMFLAGS=\"$JVMFLAGS -Db\"\n");
        _directory.Write("conf/zookeeper-env.sh", "JVMFLAGS=-Da\n");
        Assert.Equal("-Da -Db", Read(("ZK_CONF_DIR", _directory.At("conf")), ("JVMFLAGS", "-Dx")).Scripts.Variables["JVMFLAGS"]);

        _directory.Write("conf/java.env", ZooCfg.Header + "export JVMFLAGS=-Dours\n");
        Assert.Equal("-Da", Read(("ZK_CONF_DIR", _directory.At("conf"))).Scripts.Variables["JVMFLAGS"]);
    }

    [Fact]
    public void Our_own_output_is_no_settings_file()
    {
        var path = _directory.Write("zoo.cfg", ZooCfg.Header + "tickTime=9999\n");
        Assert.Null(WithFlags(new() { ["config_file"] = path }).ConfigFile);
    }

    [Fact]
    public void A_bare_name_is_looked_up_in_the_configuration_directory_as_zkServer_does()
    {
        _directory.Write("zoo.cfg", "tickTime=3000\n");
        Assert.Equal("tickTime=3000\n", WithFlags(new() { ["config_file"] = "zoo.cfg", ["conf_dir"] = _directory.Path }).ConfigFile!.Text);
        Assert.Equal("tickTime=3000\n", WithFlags(new() { ["config_file"] = "zoo.cfg" }, ("ZOO_CONF_DIR", _directory.Path)).ConfigFile!.Text);
    }

    [Fact]
    public void A_file_of_another_images_variable_is_read()
    {
        var sources = Read(("ZOO_SNAPCOUNT_FILE", _directory.Write("count", "5000\n")), ("ZOO_TLS_CLIENT_KEYSTORE_FILE", _directory.Write("store", "x")), ("ZOO_TICK_TIME_FILE", _directory.At("nothing")));
        Assert.Equal(["ZOO_SNAPCOUNT_FILE", "ZOO_TICK_TIME_FILE"], sources.ValueFiles.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("5000", sources.Translated.Keys["snapCount"].Text);
        Assert.Single(sources.Translated.Problems);
    }

    [Fact]
    public void What_cannot_be_read_is_said_why()
    {
        using var made = System.Diagnostics.Process.Start("mkfifo", [_directory.At("fifo")]);
        made.WaitForExit();
        foreach (var path in new[] { _directory.At("nothing"), _directory.Path, _directory.At("fifo"), "/dev/zero", "/proc/self/mem" })
        {
            var file = Read(("ZK_CONFIG_FILE", path)).ConfigFile!;
            Assert.Equal(path, file.Path);
            Assert.Null(file.Text);
            Assert.False(string.IsNullOrWhiteSpace(file.Failure));
        }
    }

    [Fact]
    public void Files_that_hold_a_keys_value_are_read_by_the_variables_that_name_them()
    {
        var password = _directory.Write("password", "hunter2\n");
        var files = Read(("ZK_CFG_ssl__keyStore__password_FILE", password), ("ZK_CFG_snapCount_FILE", _directory.At("nothing")), ("ZK_CFG_tickTime_FILE", ""), ("ZK_CFG_FILE", password), ("OTHER_FILE", password)).ValueFiles;
        Assert.Equal(2, files.Count);
        Assert.Equal(new(password, "hunter2\n"), files["ZK_CFG_ssl__keyStore__password_FILE"]);
        Assert.Null(files["ZK_CFG_snapCount_FILE"].Text);
    }

    [Fact]
    public void A_secret_goes_from_its_file_to_zoo_cfg_and_nowhere_else()
    {
        var password = _directory.Write("password", "hunter2\n");
        var sources = Read(("ZK_REPLICAS", "1"), ("ZK_CFG_ssl__keyStore__password_FILE", password));
        var plan = AgentPlan.Make(sources, new("zk-0", "", ""), memoryLimit: null, member: true);
        var explained = new StringWriter();
        ExplainCommand.Run(plan, [], explained);
        Assert.Contains("ssl.keyStore.password=hunter2\n", ZooCfg.Render(plan.Settings!, plan.LocalMember!, guarded: true, "/conf/zoo.cfg", listApart: false).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", explained.ToString(), StringComparison.Ordinal);
        Assert.Matches($"ssl.keyStore.password +\\(hidden\\) +{System.Text.RegularExpressions.Regex.Escape(password)}\n", explained.ToString());
        Assert.Empty(plan.Warnings);
    }
}
