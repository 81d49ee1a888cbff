namespace ZkAgent.Core.Settings;

/// <summary>Takes users of variables where the agent's own settings name no files of users.</summary>
internal static class UsersOfVariables
{
    public static SecuritySettings AddTo(SecuritySettings security, SettingValues read)
    {
        var users = read.Resolver.Translated.Users;
        if (users.Clients is { } clients && IsFree(read, clients[0].Password.Place, SecurityCatalog.ClientSaslUsersDir, SecurityCatalog.JaasFile))
        {
            read.Record(SecurityCatalog.ClientSaslUsersDir, $"({clients.Count} {(clients.Count == 1 ? "user" : "users")} of a variable)", clients[0].Password.Place);
            security = security with { ClientUsers = clients, ShellUser = users.Shell };
        }
        if (users.Quorum is { } quorum && IsFree(read, quorum.Password.Place, SecurityCatalog.QuorumSaslPasswordFile, SecurityCatalog.QuorumSaslUser, SecurityCatalog.JaasFile))
        {
            read.Record(SecurityCatalog.QuorumSaslUser, quorum.User, quorum.Password.Place);
            read.Record(SecurityCatalog.QuorumSaslPasswordFile, SecretKeys.Hidden, quorum.Password.Place);
            security = security with { QuorumUser = quorum, OtherQuorumUsers = [.. users.OtherQuorum, .. security.OtherQuorumUsers] };
        }
        return security;
    }

    private static bool IsFree(SettingValues read, string place, params ReadOnlySpan<Setting> settings)
    {
        foreach (var setting in settings)
        {
            if (read.Resolver.Find(setting) is not { IsDefault: false } found) continue;
            read.Warnings.Add($"{place} has no effect: {found.Origin} says where the users are");
            return false;
        }
        return true;
    }
}
