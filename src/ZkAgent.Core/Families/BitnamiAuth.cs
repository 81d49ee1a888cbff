using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Families;

/// <summary>Users and passwords as Bitnami's variables give them.</summary>
internal static class BitnamiAuth
{
    internal const string ClientPassword = "ZOO_CLIENT_PASSWORD", ServerPasswords = "ZOO_SERVER_PASSWORDS", LearnerPassword = "ZOO_QUORUM_LEARNER_PASSWORD", QuorumServerPasswords = "ZOO_QUORUM_SERVER_PASSWORDS";

    private const string Enable = "ZOO_ENABLE_AUTH", EnableQuorum = "ZOO_ENABLE_QUORUM_AUTH";
    private const string ClientUser = "ZOO_CLIENT_USER", ServerUsers = "ZOO_SERVER_USERS", LearnerUser = "ZOO_QUORUM_LEARNER_USER", QuorumServerUsers = "ZOO_QUORUM_SERVER_USERS";

    private static readonly char[] Separators = [' ', ',', ';', '\t', '\n', '\r'];

    public static readonly IReadOnlyList<string> All =
        [Enable, EnableQuorum, ClientUser, ClientPassword, ServerUsers, ServerPasswords, LearnerUser, LearnerPassword, QuorumServerUsers, QuorumServerPasswords];

    /// <param name="noAnonymous">The variable that forbids clients without authentication.</param>
    public static void Translate(FamilyVariables variables, Translation into, FoundValue? noAnonymous)
    {
        if (variables.Switch(Enable) == true)
        {
            var by = variables.Find(Enable)!.Value;
            into.Set(SecurityCatalog.ClientSasl, by with { Text = SecurityPhases.Word(ClientSaslPhase.Require) });
            // The image closes the root of a new ensemble before its first client comes.
            into.Default(SecurityCatalog.ClientSaslRootAcl, by with { Text = "users" });
        }
        if (variables.Switch(EnableQuorum) == true)
            into.Set(SecurityCatalog.QuorumSasl, variables.Find(EnableQuorum)!.Value with { Text = SecurityPhases.Word(QuorumSaslPhase.Require) });

        var clients = Several(variables, ServerUsers, ServerPasswords);
        var shell = One(variables, ClientUser, ClientPassword);
        if (shell is not null && clients is not null && !clients.Any(c => Same(c, shell)))
            variables.Warnings.Add($"{ClientUser} and {ClientPassword} are not a user of {ServerUsers} with its password: zkCli.sh in the container cannot authenticate as that user");
        var accepted = Several(variables, QuorumServerUsers, QuorumServerPasswords);
        var learner = One(variables, LearnerUser, LearnerPassword);
        if (learner is not null && accepted is not null && !accepted.Any(a => Same(a, learner)))
            variables.Problems.Add(new(LearnerUser, learner.User, $"a user of {QuorumServerUsers} with the same password in {LearnerPassword}, or no member accepts another; list it there, or correct the password"));
        into.Users = new()
        {
            Clients = clients, Shell = shell, NoAnonymous = noAnonymous,
            Quorum = learner is not null && accepted is not null ? learner : null,
            OtherQuorum = [.. accepted?.Where(a => a.User != learner?.User) ?? []],
            Places = [.. new[] { ClientUser, ClientPassword, ServerUsers, ServerPasswords, LearnerUser, LearnerPassword, QuorumServerUsers, QuorumServerPasswords }.Select(n => variables.Secret(n)?.Origin).OfType<string>()],
        };
    }

    private static bool Same(SaslUserSource one, SaslUserSource other) => one.User == other.User && one.Password.Value == other.Password.Value;

    /// <summary>A user and a password; null where neither is set, or only one is, which is a problem.</summary>
    private static SaslUserSource? One(FamilyVariables variables, string userName, string passwordName)
    {
        var (user, password) = (variables.Find(userName), variables.Secret(passwordName));
        if (user is { } name && password is { } secret) return new(name.Text, new(secret.Origin) { Value = secret.Text });
        Half(variables, (userName, user?.Text), (passwordName, password?.Text));
        return null;
    }

    /// <summary>Users and their passwords in the same order; null where neither is set, or they do not fit, which is a problem.</summary>
    private static IReadOnlyList<SaslUserSource>? Several(FamilyVariables variables, string usersName, string passwordsName)
    {
        var (given, secret) = (variables.Find(usersName), variables.Secret(passwordsName));
        string[] users = Split(given), passwords = Split(secret);
        if (users.Length == 0 || passwords.Length == 0)
        {
            Half(variables, (usersName, users.Length > 0 ? given!.Value.Text : null), (passwordsName, passwords.Length > 0 ? "" : null));
            return null;
        }
        if (users.Length != passwords.Length)
        {
            variables.Problems.Add(new(given!.Value.Origin, given.Value.Text, $"as many users as passwords: {users.Length} against {passwords.Length} in {secret!.Value.Origin}; blanks, commas and semicolons separate them, and no password can have one in it"));
            return null;
        }
        if (users.GroupBy(u => u, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            variables.Problems.Add(new(given!.Value.Origin, given.Value.Text, $"each user once: {twice.Key} stands there {twice.Count()} times, and one user has one password"));
            return null;
        }
        return [.. users.Zip(passwords, (user, password) => new SaslUserSource(user, new(secret!.Value.Origin) { Value = password }))];
    }

    private static string[] Split(FoundValue? found) => found?.Text.Split(Separators, StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static void Half(FamilyVariables variables, (string Name, string? Value) users, (string Name, string? Value) passwords)
    {
        if (users.Value is { } user && passwords.Value is null) variables.Problems.Add(new(users.Name, user, $"{passwords.Name} as well; set both, or neither"));
        if (users.Value is null && passwords.Value is not null) variables.Problems.Add(new(passwords.Name, SecretKeys.Hidden, $"{users.Name} as well; set both, or neither"));
    }
}
