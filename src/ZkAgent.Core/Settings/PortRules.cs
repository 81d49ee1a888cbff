using System.Globalization;

namespace ZkAgent.Core.Settings;

/// <summary>Refuses one port for two uses on this host.</summary>
internal static class PortRules
{
    private const int AdminPort = 8080;

    public static void Check(SettingValues read, EnsembleSettings ensemble, int agentPort, ZooKeeperSettings zooKeeper)
    {
        var uses = new List<(string Name, int Port, bool Given)>();
        Use(SettingCatalog.ClientPort, ensemble.ClientPort);
        // A listed server has its own two in its line, and one that is alone listens on neither.
        if (ensemble.Servers is null && ensemble is not { Replicas: 1, StandaloneEnabled: not false })
        {
            Use(SettingCatalog.ServerPort, ensemble.ServerPort);
            Use(SettingCatalog.ElectionPort, ensemble.ElectionPort);
        }
        Use(SettingCatalog.AgentPort, agentPort);
        var keys = zooKeeper.Keys.ToDictionary(k => k.Key, k => k.Value);
        foreach (var key in ZooCfgValues.Ports.Order(StringComparer.Ordinal))
            if (keys.TryGetValue(key, out var text) && ValueReaders.WholeNumber(text) is { } port && (key != "admin.serverPort" || AdminRuns()))
                uses.Add((key == "secureClientPort" && !read.Resolver.OtherKeys().Any(k => k.Key == key) ? read.Spelling(SecurityCatalog.ClientTlsPort) : key, port, true));
        if (AdminRuns() && !keys.ContainsKey("admin.serverPort")) uses.Add(("admin.serverPort", AdminPort, false));

        foreach (var same in uses.GroupBy(u => u.Port).Where(g => g.Count() > 1))
        {
            // What the user gave last is what to change; a default next to it is not the cause.
            var blamed = same.LastOrDefault(u => u.Given, same.Last());
            var others = same.Where(u => u.Name != blamed.Name).Select(u => u.Name).ToList();
            read.Problems.Add(new(blamed.Name, same.Key.ToString(CultureInfo.InvariantCulture),
                $"a port of its own: {string.Join(" and ", others)} {(others.Count > 1 ? "have" : "has")} the same"));
        }

        // A port that was not a number has its problem already, and the one that stands in for it collides with no port.
        void Use(Setting setting, int port)
        {
            if (!read.IsRefused(setting)) uses.Add((read.Spelling(setting), port, !read.Resolver.Find(setting).IsDefault));
        }

        bool AdminRuns() => keys.GetValueOrDefault("admin.enableServer") == "true";
    }
}
