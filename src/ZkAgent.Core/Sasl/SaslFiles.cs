namespace ZkAgent.Core.Sasl;

/// <summary>The file of a client's user.</summary>
/// <param name="User">The name of the file.</param>
public sealed record UserFile(string User, SecretFile File);

/// <summary>The mounted files of users and passwords, as read. What a setting does not ask for is null.</summary>
/// <param name="Directory">The users' directory: its path and why it can't be read; null where variables have the users.</param>
/// <param name="Clients">Its files, hidden ones left out, sorted by name.</param>
/// <param name="Quorum">The password of the members' user.</param>
/// <param name="OtherQuorum">The passwords of the other users that they accept, in the order of the settings.</param>
/// <param name="OwnJaas">The user's own JAAS file, which replaces all of the others.</param>
public sealed record SaslFiles(SecretFile? Directory, IReadOnlyList<UserFile> Clients, SecretFile? Quorum, IReadOnlyList<SecretFile> OtherQuorum, SecretFile? OwnJaas)
{
    /// <summary>The password of the user of the section Client.</summary>
    public SecretFile? Shell { get; init; }
}
