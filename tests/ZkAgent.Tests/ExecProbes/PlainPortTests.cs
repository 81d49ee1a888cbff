using System.Text;
using Xunit;
using ZkAgent.CommandLine;
using ZkAgent.Commands;
using ZkAgent.Core.Settings;
using ZkAgent.ExecProbes;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.ExecProbes;

/// <summary>The early path finds the port that the settings' own resolver finds, or leaves it to that one.</summary>
public sealed class PlainPortTests : IDisposable
{
    private static readonly string[] Values = ["2301", "tcp://10.0.0.7:2181", " 2302", "", "0", "65536", "\"2303\""];

    /// <summary>Command lines of PID 1 that are the agent's; the first: PID 1 is another program.</summary>
    private static readonly string[][] AgentWords =
    [
        [], ["zkagent"], ["zkagent", "run"], ["zkServer.sh", "start-foreground"], ["start-zookeeper"],
        ["/entrypoint.sh", "/run.sh"], ["/opt/bitnami/scripts/zookeeper/entrypoint.sh", "/opt/bitnami/scripts/zookeeper/run.sh"],
        ["/docker-entrypoint.sh", "zkServer.sh", "start-foreground"], ["/etc/confluent/docker/run"],
        ["zkagent", "--client_port=2311"], ["zkagent", "run", "--agent-port", "2312"], ["start-zookeeper", "--servers=3", "--client_port=2313"],
        ["zkServer.sh", "start-foreground", "CONFIG"], ["zkagent", "run", "--cfg_extra=clientPort=2314"], ["zkagent", "run", "--config_file=CONFIG"],
    ];

    private readonly TemporaryDirectory _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_two_variables_make_it_ask_another_port_than_the_settings_say(bool ofClients)
    {
        var variables = Variables();
        var decided = 0;
        foreach (var first in variables)
        {
            foreach (var second in variables)
                decided += Compare(ofClients, [first, second], [], []) + Compare(ofClients, [first], [second], ["zkagent", "run"]);
            foreach (var words in AgentWords)
                decided += Compare(ofClients, [first], [], words);
        }
        Assert.True(decided > variables.Count, $"only {decided} of all environments were plain, which makes the test hollow");
    }

    [Theory]
    [InlineData(true, "ZK_CLIENT_PORT=2301", 2301)]
    [InlineData(true, "ZK_REPLICAS=3 ZK_CFG_maxCnxns=9 ZOO_PORT=1 ZK_CONFIG_FILE=/conf ZK_CLIENT_PORT=2301 ZOO_CFG_EXTRA=a=b", 2301)]
    [InlineData(true, "ZK_REPLICAS=3 ZK_CLIENT_PORT_2181_TCP=tcp://10.0.0.7:2181 XZK_CLIENT_PORT=1", 2181)]
    [InlineData(false, "ZK_AGENT_PORT=2301", 2301)]
    [InlineData(false, "ZK_CFG_maxCnxns=9 ZOO_PORT=1 ZK_CONFIG_FILE=/conf ZK_AGENT_PORT_9141_TCP=tcp://10.0.0.7:9141", 9141)]
    public void The_usual_environments_are_plain(bool ofClients, string environment, int port)
    {
        Assert.Equal(port, PlainPort.Find(ofClients, Block(environment.Split(' ')), []));
        Assert.Equal(port, PlainPort.Find(ofClients, Block(environment.Split(' ')), Block(["zkagent", "run"])));
        Assert.Equal(port, PlainPort.Find(ofClients, Block(environment.Split(' ')), Block(["zkServer.sh", "start-foreground"])));
    }

    /// <summary>Every name by which the catalogue knows one of the ports or a place that may have it, with values of each kind.</summary>
    private List<KeyValuePair<string, string>> Variables()
    {
        List<KeyValuePair<string, string>> found = [new("UNRELATED", "1")];
        foreach (var setting in (ReadOnlySpan<Setting>)[SettingCatalog.ClientPort, SettingCatalog.AgentPort])
        {
            string[] names = [setting.Name, .. setting.Aliases, .. setting.CfgKey is { } key ? [SettingCatalog.CfgVariableOf(key)] : Array.Empty<string>()];
            foreach (var name in names)
                foreach (var value in Values) found.Add(new(name, value));
            if (setting.CfgKey is { } cfgKey) found.Add(new(SettingCatalog.CfgVariableOf(cfgKey) + SettingCatalog.CfgFileSuffix, File("value", "2304")));
        }
        found.Add(new(SettingCatalog.CfgExtra.Name, "clientPort=2305"));
        foreach (var variable in JvmOptions.Variables) found.Add(new(variable, "-Xss1m -Dzookeeper.clientPort=2308"));
        found.Add(new(SettingCatalog.ConfigFile.Name, File("CONFIG", "clientPort=2306")));
        foreach (var setting in SettingCatalog.All)
            if (found.All(f => f.Key != setting.Name)) found.Add(new(setting.Name, "2307"));
        return found;
    }

    /// <returns>1 where the early path decided, else 0.</returns>
    private int Compare(bool ofClients, KeyValuePair<string, string>[] own, KeyValuePair<string, string>[] agents, string[] words)
    {
        words = [.. words.Select(w => w.Replace("CONFIG", File("CONFIG", "clientPort=2306"), StringComparison.Ordinal))];
        var port = PlainPort.Find(ofClients, Block(own.Concat(agents).Select(v => $"{v.Key}={v.Value}")), Block(words));
        if (port == PlainPort.Unknown) return 0;

        var command = Invocation.Parse(["ok"], ScriptNames.Fallbacks("zkagent"));
        var agent = words is [var name, .. var arguments] ? new RunningAgent(Invocation.Parse(ScriptNames.Translate(name, arguments), ScriptNames.Fallbacks(name)), First(agents)) : null;
        var settings = new SettingResolver(CommandSources.Read(command, First(own), agent));
        var said = LocalPort.Of(settings, ofClients ? SettingCatalog.ClientPort : SettingCatalog.AgentPort);
        Assert.True(said == (port, null), $"the early path asks {port}, the settings say {said} with {string.Join(' ', own)}, PID 1 {string.Join(' ', words)} {string.Join(' ', agents)}");
        return 1;
    }

    private string File(string name, string content)
    {
        var path = Path.Combine(_files.Path, name);
        if (!System.IO.File.Exists(path)) System.IO.File.WriteAllText(path, content);
        return path;
    }

    private static Dictionary<string, string> First(KeyValuePair<string, string>[] variables) => variables.DistinctBy(v => v.Key).ToDictionary();

    private static byte[] Block(IEnumerable<string> texts) => Encoding.UTF8.GetBytes(string.Concat(texts.Select(t => t + "\0")));
}
