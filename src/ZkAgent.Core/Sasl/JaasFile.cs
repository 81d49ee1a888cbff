using System.Text;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Sasl;

/// <summary>Renders the JAAS file that ZooKeeper reads at its start.</summary>
/// <remarks>
/// The rules of javax.security.auth.login.Configuration and of sun.security.provider.ConfigFile, tried on ZooKeeper 3.8.0, 3.9.3 and 3.9.6.
/// Java replaces <c>${name}</c> by a system property, and the file has no escape for it. So the dollar before a brace comes from a property itself.
/// </remarks>
public static class JaasFile
{
    public const string ServerSection = "Server", QuorumServerSection = "QuorumServer", QuorumLearnerSection = "QuorumLearner", ClientSection = "Client";

    /// <summary>The system property whose value is a dollar sign.</summary>
    public const string DollarProperty = "zkagent.dollar";

    private const string Module = "org.apache.zookeeper.server.auth.DigestLoginModule";

    public static string PathIn(DirectorySettings directories) => $"{directories.Run}/jaas.conf";

    /// <summary>The file, readable by ZooKeeper's user only.</summary>
    public static RenderedFile Render(DirectorySettings directories, JaasUsers users) => new(PathIn(directories), Text(users), RenderedFile.Private);

    public static string Text(JaasUsers users)
    {
        var text = new StringBuilder("// Written by zkagent at every start, from the users and passwords of its settings.\n");
        if (users.Clients is { } clients) Section(text, ServerSection, [.. clients.Select(Accepted)]);
        // ZooKeeper's server does not read it; zkCli.sh does where its JVM is given this file.
        if (users.Shell is { } shell) Section(text, ClientSection, [("username", shell.Name), ("password", shell.Password)]);
        if (users.Quorum is not { } quorum) return text.ToString();

        // One password fills both: a member whose accepting side had another one would be noticed only when it leads.
        Section(text, QuorumServerSection, [Accepted(quorum), .. users.OtherQuorum.Select(Accepted)]);
        Section(text, QuorumLearnerSection, [("username", quorum.Name), ("password", quorum.Password)]);
        return text.ToString();
    }

    /// <summary>A value or a key in quotes.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var next = i + 1 < value.Length ? value[i + 1] : '\0';
            text.Append(value[i] switch
            {
                '\\' => @"\\",
                '"' => "\\\"",
                '\t' => @"\t",
                '$' when next == '{' => "${" + DollarProperty + "}",
                var c => c.ToString(),
            });
        }
        return text.Append('"').ToString();
    }

    /// <summary>The option's key that has the password of a user.</summary>
    public static string KeyOf(string user) => "user_" + user;

    private static (string Key, string Value) Accepted(SaslUser user) => (KeyOf(user.Name), user.Password);

    private static void Section(StringBuilder text, string name, IReadOnlyList<(string Key, string Value)> options)
    {
        text.Append(name).Append(" {\n    ").Append(Module).Append(" required");
        foreach (var (key, value) in options) text.Append("\n    ").Append(Quote(key)).Append('=').Append(Quote(value));
        text.Append(";\n};\n");
    }
}
