namespace ZkAgent.CommandLine;

/// <summary>A command line taken apart: the verb, its own options, flags that are settings, and what is left.</summary>
/// <param name="Verb">run, render, explain, …</param>
/// <param name="Options">The verb's own options by name; a switch has an empty value.</param>
/// <param name="Settings">Flags that stand for settings, named with underscores.</param>
/// <param name="Arguments">Everything without dashes.</param>
/// <param name="Fallbacks">Settings that count when nobody else gave them, by flag.</param>
/// <param name="Problem">What can't be understood; null when all can.</param>
internal sealed record Invocation(
    string Verb,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Fallbacks,
    string? Problem)
{
    /// <summary>True when help or the version is wanted, not the command itself.</summary>
    public bool AsksForText => Options.ContainsKey("help") || Options.ContainsKey("version");

    /// <param name="words">The words after the program's name.</param>
    /// <param name="fallbacks">Defaults of an old name that differ from ours, by flag.</param>
    public static Invocation Parse(IReadOnlyList<string> words, IReadOnlyDictionary<string, string> fallbacks)
    {
        var verb = words.Count > 0 && !words[0].StartsWith('-') ? words[0] : "run";
        var rest = words.Count > 0 && !words[0].StartsWith('-') ? words.Skip(1).ToList() : [.. words];
        var options = new Dictionary<string, string>();
        var settings = new Dictionary<string, string>();
        var arguments = new List<string>();
        string? problem = null;
        if (Verbs.Find(verb) is not { } known)
            return new(verb, options, settings, rest, fallbacks, $"cannot run \"{verb}\": no such command; {Verbs.Suggest(verb)}");

        for (var i = 0; i < rest.Count; i++)
        {
            var word = rest[i];
            if (word is "-h" or "--help") { options["help"] = ""; continue; }
            if (word is "--version") { options["version"] = ""; continue; }
            if (!word.StartsWith("--", StringComparison.Ordinal)) { arguments.Add(word); continue; }
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? word[2..] : word[2..equals];
            if (known.Switches.Contains(name)) { options[name] = ""; continue; }
            string? value = null;
            if (equals >= 0) value = word[(equals + 1)..];
            else if (i + 1 < rest.Count && !rest[i + 1].StartsWith("--", StringComparison.Ordinal)) value = rest[++i];
            if (value is null) { problem ??= $"cannot use --{name}: it needs a value, --{name}=VALUE"; continue; }
            if (known.Options.Contains(name)) options[name] = value;
            else settings[name.Replace('-', '_')] = value;
        }
        if (problem is null && arguments.Count > known.MostArguments && !options.ContainsKey("help"))
            problem = $"cannot use \"{arguments[known.MostArguments]}\": {verb} takes {(known.MostArguments == 0 ? "no arguments" : $"at most {known.MostArguments}")}; zkagent {verb} --help";
        return new(verb, options, settings, arguments, fallbacks, problem);
    }
}
