namespace ZkAgent.Core.Settings;

/// <summary>A raw value and where it came from.</summary>
/// <param name="Text">The value.</param>
/// <param name="Origin">A variable, a flag, a file with its line, an option of the JVM, or <see cref="ByDefault"/>.</param>
/// <param name="FromFile">True when it stood in a file, where a secret belongs.</param>
public readonly record struct FoundValue(string Text, string Origin, bool FromFile = false)
{
    /// <summary>The origin of a value that was not given.</summary>
    public const string ByDefault = "default";

    public bool IsDefault => Origin == ByDefault;

    /// <summary>The same without the quotation marks around the value.</summary>
    public FoundValue Unquoted() => this with { Text = ValueReaders.Unquoted(Text) };
}
