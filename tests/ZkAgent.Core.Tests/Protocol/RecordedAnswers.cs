using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Tests.Protocol;

/// <summary>The real answers next to this file; Answers/README.md says how each came about.</summary>
internal static class RecordedAnswers
{
    public static string Text(string version, string state, string word) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Protocol", "Answers", $"{version}-{state}.{word}.txt"));

    public static FourLetterAnswer Answer(string version, string state, string word) =>
        FourLetterAnswer.OfText(word, Text(version, state, word));

    public static ServerReport Report(string version, string state) =>
        ServerReport.Of(Answer(version, state, FourLetterWords.Srvr), Answer(version, state, FourLetterWords.Mntr))
        ?? throw new InvalidOperationException($"no report in {version}-{state}");
}
