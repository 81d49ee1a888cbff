namespace ZkAgent.Core.Peers;

/// <summary>The name of one ensemble among all there ever were: 32 hexadecimal digits.</summary>
/// <remarks>A class, as are the other small values here that LINQ handles: each struct costs the native binary its own copy of every operator.</remarks>
public sealed record EnsembleId(string Value)
{
    public static EnsembleId New(Guid random) => new(random.ToString("N"));

    /// <summary>null where the text is no such name.</summary>
    public static EnsembleId? Parse(string? text) =>
        text is { Length: 32 } && text.All(char.IsAsciiHexDigitLower) ? new(text) : null;

    /// <summary>As logs call it: its first eight digits tell two ensembles of one cluster apart.</summary>
    public string Abbreviated => Value[..8];

    public override string ToString() => Value;
}
