using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Launch;

/// <summary>Finds a file of JVM options that names another JAAS file than the settings: it would win, and other users would count than those that are told.</summary>
public static class LoginOverride
{
    private const string Property = "java.security.auth.login.config";

    private static readonly string[] FileOptions = ["@", "-XX:VMOptionsFile="];

    /// <summary>The files of options that the JVM reads by its flags.</summary>
    public static IEnumerable<string> FilesOf(JvmOptions options) =>
        from option in options.All
        from beginning in FileOptions
        where option.Text.StartsWith(beginning, StringComparison.Ordinal) && option.Text.Length > beginning.Length
        select option.Text[beginning.Length..];

    /// <param name="settings">What is on.</param>
    /// <param name="files">Path and text of each file of options, and of the scripts in the configuration directory.</param>
    /// <returns>One sentence; null where no file names a JAAS file, or none is needed.</returns>
    public static string? Problem(AgentSettings settings, IEnumerable<(string Path, string Text)> files)
    {
        if (!settings.Security.UsesSasl || files.FirstOrDefault(f => f.Text.Contains(Property, StringComparison.Ordinal)).Path is not { } path) return null;
        var setting = settings.Security.ClientSasl != ClientSaslPhase.Off ? SecurityCatalog.ClientSasl : SecurityCatalog.QuorumSasl;
        return $"cannot use {setting.Name} with {path}: it sets -D{Property}, so ZooKeeper would know other users than those of the settings; remove that flag, and for your own JAAS file set {SecurityCatalog.JaasFile.Name}";
    }
}
