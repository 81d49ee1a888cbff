namespace ZkAgent.Core.Settings;

/// <summary>A user, and where the password is.</summary>
public sealed record SaslUserSource(string User, SecretSource Password);

/// <summary>Where a secret is.</summary>
/// <param name="Place">The absolute path of a file, or the variable that has the value.</param>
public sealed record SecretSource(string Place)
{
    /// <summary>The value of a variable; null: it is in the file.</summary>
    public string? Value { get; init; }

    /// <summary>Never the value: a record is easily logged.</summary>
    public override string ToString() => Place;
}
