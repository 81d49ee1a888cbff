namespace ZkAgent.Core.Protocol;

/// <summary>What came of one question.</summary>
public enum AnswerKind
{
    /// <summary>An answer with content, whole.</summary>
    Text,

    /// <summary>The sentence that says there is no quorum, or that the database is not loaded.</summary>
    NotServing,

    /// <summary>4lw.commands.whitelist does not hold the word.</summary>
    NotWhitelisted,

    /// <summary>Accepted and closed without a byte, as when the limit of client connections is reached.</summary>
    Empty,

    /// <summary>Accepted and reset before the end of the answer.</summary>
    Reset,

    /// <summary>More than any honest answer: something else listens there.</summary>
    TooLong,

    /// <summary>No process listens.</summary>
    Refused,

    /// <summary>No whole answer before the deadline.</summary>
    TimedOut,

    /// <summary>The name has no address.</summary>
    Unresolved,

    /// <summary>The network says no: no route, no permission.</summary>
    Unreachable,
}

/// <summary>What came of one four-letter word.</summary>
/// <param name="Kind">What came of it.</param>
/// <param name="Content">The answer's text; empty where there was none.</param>
/// <param name="Reason">The kind in words, short enough for a table's cell.</param>
public sealed record FourLetterAnswer(AnswerKind Kind, string Content, string Reason)
{
    /// <summary>True when the process accepted the connection and used it.</summary>
    public bool ShowsLife => Kind is AnswerKind.Text or AnswerKind.NotServing or AnswerKind.NotWhitelisted
        or AnswerKind.Empty or AnswerKind.Reset or AnswerKind.TooLong;

    /// <summary>Sorts a whole answer by its text.</summary>
    public static FourLetterAnswer OfText(string word, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new(AnswerKind.Empty, "", "closed without an answer");
        if (text.StartsWith(FourLetterWords.NotServing, StringComparison.Ordinal))
            return new(AnswerKind.NotServing, text, "not serving");
        // The refusal is one line that begins with the word; elsewhere the phrase can be a client's data.
        if (text.StartsWith(word, StringComparison.Ordinal) && text.Contains(FourLetterWords.NotWhitelisted, StringComparison.Ordinal))
            return new(AnswerKind.NotWhitelisted, text, $"{word} is not in 4lw.commands.whitelist");
        return new(AnswerKind.Text, text, "answered");
    }

    /// <summary>No whole answer, for a reason of the network's.</summary>
    public static FourLetterAnswer Without(AnswerKind kind, string reason) => new(kind, "", reason);
}
