using System.Text;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Rendering;

/// <summary>Renders zoo.cfg: the keys in a fixed order, then the server lines, which are the same on every member.</summary>
public static class ZooCfg
{
    /// <summary>The first line of every file that is ours to overwrite.</summary>
    public const string Header = "# Written by zkagent at every start: change the settings (zkagent explain), not this file.\n";

    /// <param name="local">Our place in the ensemble.</param>
    /// <param name="guarded">True where the data guard decides who may vote. False where ZooKeeper is started without the agent.</param>
    /// <param name="path">Where it is written.</param>
    /// <param name="listApart">True where the servers are in a file of their own, whose line the caller adds.</param>
    public static RenderedFile Render(AgentSettings settings, LocalMember local, bool guarded, string path, bool listApart)
    {
        var text = new StringBuilder(Header);
        // The file of the servers has the client port in each line.
        var ours = listApart ? (string[])["clientPort", "clientPortAddress", "reconfigEnabled"] : [];
        foreach (var (key, value) in settings.ZooKeeper.Keys)
            if (!ours.Contains(key)) Line(text, key, value);
        if (guarded) Line(text, ZooKeeperKeys.AutoCreate, "false");
        // With more than one participant a user's true has no effect, and stays what was written.
        Line(text, "standaloneEnabled", settings.Ensemble.StandaloneEnabled ?? local.Standalone ? "true" : "false");
        if (listApart) Line(text, "reconfigEnabled", "true");
        // A server line would make a lone ZooKeeper complain of it and run standalone all the same.
        if (!local.Standalone && !listApart)
            foreach (var server in local.Topology.Servers) text.Append(ServerSpec.Format(server)).Append('\n');
        var secret = settings.ZooKeeper.Keys.Any(k => SecretKeys.IsSecret(k.Key));
        return new(path, text.ToString(), secret ? RenderedFile.Private : RenderedFile.Readable);
    }

    private static void Line(StringBuilder text, string key, string value) =>
        text.Append(key).Append('=').Append(PropertiesText.Escape(value)).Append('\n');
}
