namespace ZkAgent.Core.Settings;

/// <summary>How the agent and ZooKeeper log to the container's output.</summary>
public enum LogFormat
{
    /// <summary>ZooKeeper's usual lines; ZooKeeper writes them itself.</summary>
    Text,

    /// <summary>One JSON object a line; the agent reads ZooKeeper's output and writes it.</summary>
    Json,
}

/// <summary>The words of ZK_LOG_FORMAT.</summary>
public static class LogFormatWords
{
    public const string Text = "text", Json = "json";

    /// <summary>The format of effective settings, which are there also where the settings are refused.</summary>
    public static LogFormat Of(IReadOnlyList<EffectiveSetting> effective) =>
        Parse(effective.FirstOrDefault(e => e.Name == SettingCatalog.LogFormat.Name)?.Value ?? Text);

    public static LogFormat Parse(string word) => word.Equals(Json, StringComparison.OrdinalIgnoreCase) ? LogFormat.Json : LogFormat.Text;
}
