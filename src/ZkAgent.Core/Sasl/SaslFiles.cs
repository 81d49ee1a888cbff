namespace ZkAgent.Core.Sasl;

/// <summary>The file of a client's user.</summary>
/// <param name="User">The name of the file.</param>
public sealed record UserFile(string User, SecretFile File);

/// <summary>The mounted files of users and passwords, as read. What a setting does not ask for is null.</summary>
/// <param name="Directory">The users' directory: its path and why it can't be read.</param>
/// <param name="Clients">Its files, hidden ones left out, sorted by name.</param>
/// <param name="Quorum">The password of the members' user.</param>
/// <param name="SecondQuorum">The password of their second user.</param>
/// <param name="OwnJaas">The user's own JAAS file, which replaces all of the others.</param>
public sealed record SaslFiles(SecretFile? Directory, IReadOnlyList<UserFile> Clients, SecretFile? Quorum, SecretFile? SecondQuorum, SecretFile? OwnJaas);
