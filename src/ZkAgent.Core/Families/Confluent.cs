using System.Globalization;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Families;

/// <summary>Variables of Confluent's image (cp-zookeeper, cp-helm-charts).</summary>
internal static class Confluent
{
    private const string Prefix = "ZOOKEEPER_", ServerId = "ZOOKEEPER_SERVER_ID", Servers = "ZOOKEEPER_SERVERS", LogLevel = "ZOOKEEPER_LOG4J_ROOT_LOGLEVEL";

    /// <summary>Read by that image's scripts, without a meaning here.</summary>
    private static readonly string[] OfItsScripts = ["KAFKA_GC_LOG_OPTS", "KAFKA_JMX_HOSTNAME", "KAFKA_JMX_OPTS", "KAFKA_JMX_PORT", "KAFKA_JVM_PERFORMANCE_OPTS", "KAFKA_LOG4J_OPTS"];

    /// <summary>Many images have these, and clients of ZooKeeper; none is a setting of a server.</summary>
    private static readonly HashSet<string> OfOthers =
    [
        "ZOOKEEPER_HOME", "ZOOKEEPER_IMAGE", "ZOOKEEPER_VERSION", "ZOOKEEPER_HOST", "ZOOKEEPER_HOSTS", "ZOOKEEPER_URL", "ZOOKEEPER_CONNECT", "ZOOKEEPER_ENABLED",
        "ZOOKEEPER_TOOLS_LOG4J_LOGLEVEL",
    ];

    public static void Translate(FamilyVariables variables, Translation into)
    {
        List<string> left = [];
        var taken = false;
        foreach (var name in variables.Given.Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && !ServiceLink.IsName(n)))
        {
            if (OfOthers.Contains(name) || variables.Find(name) is not { } found) continue;
            if (TranslateOne(variables, into, name, found)) taken = true;
            else left.Add(name);
        }
        // ZOOKEEPER_… alone may be anything: a client's address, a build's version.
        if (!taken) return;
        left.AddRange(OfItsScripts.Where(n => variables.Find(n) is not null));
        if (left.Count > 0)
            variables.Warnings.Add($"{string.Join(", ", left.Order(StringComparer.Ordinal))} of Confluent's variables {(left.Count > 1 ? "have" : "has")} no effect: the agent has no such setting, and ZooKeeper no such key; a key of zoo.cfg is set by {SettingCatalog.CfgPrefix}<key, dots as __>, a flag of the JVM in SERVER_JVMFLAGS");
    }

    /// <summary>False for a variable that says nothing to the agent.</summary>
    private static bool TranslateOne(FamilyVariables variables, Translation into, string name, FoundValue found)
    {
        switch (name)
        {
            case ServerId: into.Set(SettingCatalog.MyId, found with { Text = IdOf(found.Text) }); break;
            case Servers: into.Set(SettingCatalog.Servers, found); break;
            case LogLevel: into.Set(SettingCatalog.LogLevel, found); break;
            case "ZOOKEEPER_GROUPS": EachOf(found, "group"); break;
            case "ZOOKEEPER_WEIGHTS": EachOf(found, "weight"); break;
            case var _ when ConfluentKeys.KeyOf(name) is { } key:
                into.Set(key, SecretKeys.IsSecret(key) ? variables.Secret(name)!.Value : found);
                break;
            default: return false;
        }
        return true;

        // group.1=1:2:3, group.2=4:5:6: numbered in their order.
        void EachOf(FoundValue list, string family)
        {
            var items = list.Text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            for (var i = 0; i < items.Length; i++) into.Set(string.Create(CultureInfo.InvariantCulture, $"{family}.{i + 1}"), list with { Text = items[i] });
        }
    }

    /// <summary>Confluent's chart gives the pod's name, whose ordinal plus 1 is the id.</summary>
    private static string IdOf(string text)
    {
        var dash = text.LastIndexOf('-');
        return dash > 0 && int.TryParse(text[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) && ordinal < int.MaxValue
            ? (ordinal + 1).ToString(CultureInfo.InvariantCulture) : text;
    }
}
