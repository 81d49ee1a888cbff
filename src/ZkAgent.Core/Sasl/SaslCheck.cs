using System.Text;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Sasl;

/// <summary>Decides whether ZooKeeper can be started with the mounted files of users and passwords.</summary>
/// <remarks>Without a section that it needs ZooKeeper ends with code 1; with a password that it reads otherwise than its clients it serves, and refuses them.</remarks>
public static class SaslCheck
{
    /// <param name="settings">What is on, and where the files are.</param>
    /// <param name="files">The files as read.</param>
    /// <param name="agentPassword">The password of the agent's own user.</param>
    /// <param name="user">The uid that reads the files.</param>
    public static SaslVerdict Decide(AgentSettings settings, SaslFiles files, string agentPassword, uint user)
    {
        var needs = SaslNeeds.Of(settings);
        if (files.OwnJaas is { } own) return OwnFile(settings, needs, own, user);

        var collected = new Collected(user);
        var clients = needs.Clients ? Clients(collected, settings.Security, files, agentPassword) : null;
        var (quorum, others) = needs.Quorum ? Members(collected, settings.Security, files) : (null, []);
        var shell = needs.Clients && settings.Security.ShellUser is { } given && files.Shell is { } file && collected.Password(given.User, file) is { } password ? new SaslUser(given.User, password) : null;
        if (collected.Refusals.Count + collected.Faults.Count > 0) return new() { Refusals = collected.Refusals, Faults = collected.Faults, Warnings = collected.Warnings };

        var users = new JaasUsers(clients, quorum, others) { Shell = shell };
        return new() { Users = users, Warnings = collected.Warnings, Content = JaasFile.Text(users) };
    }

    private static SaslVerdict OwnFile(AgentSettings settings, SaslNeeds needs, SecretFile file, uint user)
    {
        if (file.Problem("the JAAS file", user) is { } fault) return new() { Faults = [$"{fault} ({SecurityCatalog.JaasFile.Name})"] };
        var text = Encoding.UTF8.GetString(file.Content!);
        return JaasSections.Missing(text, JaasSections.Needed(settings.ZooKeeper.Keys, needs)) is { } missing
            ? new() { Faults = [$"cannot use {SecurityCatalog.JaasFile.Name}={file.Path}: {missing}"] }
            : new() { Content = text };
    }

    private static List<SaslUser> Clients(Collected collected, SecuritySettings security, SaslFiles files, string agentPassword)
    {
        var setting = SecurityCatalog.ClientSaslUsersDir.Name;
        var place = security.ClientUsers is [var first, ..] ? first.Password.Place : $"{setting}={security.ClientUsersDirectory}";
        List<SaslUser> users = [new(SaslUser.Agent, agentPassword)];
        if (files.Directory?.Problem("the users of clients", collected.User) is { } fault) collected.Faults.Add($"{fault} ({setting})");
        else if (files.Clients.Count == 0)
            collected.Refusals.Add($"cannot use {place}: it has no users, so no client could authenticate; mount a Secret with a key for each user, whose value is the password");
        foreach (var (name, file) in files.Clients)
        {
            if (UserNames.Problem(name) is { } wrong) collected.Refusals.Add($"cannot use {UserNames.Shown(name)} in {place} as a user: {wrong}");
            else if (collected.Password(name, file) is { } password) users.Add(new(name, password));
        }
        return users;
    }

    private static (SaslUser? Quorum, IReadOnlyList<SaslUser> Others) Members(Collected collected, SecuritySettings security, SaslFiles files) =>
        (Member(collected, SecurityCatalog.QuorumSaslUser, security.QuorumUser, files.Quorum),
            [.. security.OtherQuorumUsers.Zip(files.OtherQuorum, (user, file) => Member(collected, SecurityCatalog.QuorumSaslSecondUser, user, file)).OfType<SaslUser>()]);

    private static SaslUser? Member(Collected collected, Setting setting, SaslUserSource user, SecretFile? file)
    {
        if (UserNames.Problem(user.User) is { } wrong)
        {
            collected.Refusals.Add(user.Password.Value is null ? $"cannot use {setting.Name}={UserNames.Shown(user.User)}: {wrong}" : $"cannot use {UserNames.Shown(user.User)}, whose password is in {user.Password.Place}, as a user: {wrong}");
            return null;
        }
        return collected.Password(user.User, file!) is { } password ? new(user.User, password) : null;
    }

    private sealed class Collected(uint user)
    {
        public readonly List<string> Refusals = [], Faults = [], Warnings = [];

        public uint User => user;

        public string? Password(string name, SecretFile file)
        {
            if (file.Problem($"the password of user {UserNames.Shown(name)}", user) is { } fault)
            {
                Faults.Add(fault);
                return null;
            }
            var verdict = PasswordRules.Read(name, file.Path, file.Content);
            if (verdict.Problem is { } problem) Refusals.Add(problem);
            if (verdict.Warning is { } warning) Warnings.Add(warning);
            return verdict.Password;
        }
    }
}
