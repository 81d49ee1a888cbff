namespace ZkAgent.CommandLine;

/// <summary>A command line taken apart: the verb, its own options, flags that are settings, and what is left.</summary>
/// <param name="Verb">run, render, explain, …</param>
/// <param name="Options">The verb's own options by name; a switch has an empty value.</param>
/// <param name="Settings">Flags that stand for settings, named with underscores.</param>
/// <param name="Arguments">Everything without dashes.</param>
/// <param name="Fallbacks">Defaults by flag, for settings that no other source sets.</param>
/// <param name="Problem">What can't be understood; null when all can.</param>
internal sealed record Invocation(
    string Verb,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Fallbacks,
    string? Problem)
{
    private const string HelpVerb = "help";

    /// <summary>True when help or the version is wanted, not the command itself.</summary>
    public bool AsksForText => Verb == HelpVerb || Options.ContainsKey("help") || Options.ContainsKey("version");

    /// <summary>The help that is wanted: one command's, or that of all where none is named.</summary>
    public string HelpText => Verbs.Find(Topic) is { } verb ? CommandLine.HelpText.Of(verb) : CommandLine.HelpText.All();

    private string Topic => Verb != HelpVerb || Options.ContainsKey("help") ? Verb : Arguments is [var named] ? named : "";

    /// <summary>The words to parse: as given, or <c>help</c> where a person called the program without any.</summary>
    /// <param name="words">The words after the program's name.</param>
    /// <param name="processId">Ours. A container's first process is the entrypoint even on a terminal (<c>docker run -it</c>, <c>tty: true</c>).</param>
    /// <param name="terminal">True where input and output are a terminal.</param>
    public static IReadOnlyList<string> OrHelp(IReadOnlyList<string> words, int processId, bool terminal) =>
        words.Count == 0 && terminal && processId != 1 ? [HelpVerb] : words;

    /// <param name="words">The words after the program's name.</param>
    /// <param name="fallbacks">Defaults of an old name that differ from ours, by flag.</param>
    public static Invocation Parse(IReadOnlyList<string> words, IReadOnlyDictionary<string, string> fallbacks)
    {
        var named = words.Count > 0 && !words[0].StartsWith('-');
        // Before any command the flag asks for the help of all, or, as in git, for that of the command behind it.
        var verb = named ? words[0] : words.Any(IsHelp) ? HelpVerb : "run";
        List<string> rest = named ? [.. words.Skip(1)] : verb == HelpVerb ? [.. words.Where(w => !IsHelp(w))] : [.. words];
        var options = new Dictionary<string, string>();
        var settings = new Dictionary<string, string>();
        var arguments = new List<string>();
        string? problem = null;
        if (Verbs.Find(verb) is not { } known)
            return new(verb, options, settings, rest, fallbacks, $"cannot run \"{verb}\": no such command; {Verbs.Suggest(verb)}");

        for (var i = 0; i < rest.Count; i++)
        {
            var word = rest[i];
            if (IsHelp(word)) { options["help"] = ""; continue; }
            if (word is "--version") { options["version"] = ""; continue; }
            if (!word.StartsWith("--", StringComparison.Ordinal)) { arguments.Add(word); continue; }
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? word[2..] : word[2..equals];
            if (known.Option(name) is { Value: null }) { options[name] = ""; continue; }
            string? value = null;
            if (equals >= 0) value = word[(equals + 1)..];
            else if (i + 1 < rest.Count && !rest[i + 1].StartsWith("--", StringComparison.Ordinal)) value = rest[++i];
            if (value is null) { problem ??= $"cannot use --{name}: it needs a value, --{name}=VALUE"; continue; }
            if (known.Option(name) is not null) options[name] = value;
            else settings[name.Replace('-', '_')] = value;
        }
        if (options.ContainsKey("help")) problem = null;
        else if (problem is null && arguments.Count > known.MostArguments)
            problem = $"cannot use \"{arguments[known.MostArguments]}\": {verb} takes {(known.MostArguments == 0 ? "no arguments" : $"at most {known.MostArguments}")}; zkagent {verb} --help";
        else if (problem is null && verb == HelpVerb && arguments is [var topic] && Verbs.Find(topic) is null)
            problem = $"cannot show help for \"{topic}\": no such command; {Verbs.Suggest(topic)}";
        return new(verb, options, settings, arguments, fallbacks, problem);
    }

    private static bool IsHelp(string word) => word is "-h" or "--help";
}
