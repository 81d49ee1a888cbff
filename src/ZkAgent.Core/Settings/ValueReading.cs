using System.Globalization;

namespace ZkAgent.Core.Settings;

/// <summary>Reads one setting after another into values and keeps what was wrong and what took effect.</summary>
internal sealed class ValueReading(SettingResolver resolver)
{
    public SettingResolver Resolver { get; } = resolver;

    public List<SettingsProblem> Problems { get; } = resolver.Problems;

    public List<string> Warnings { get; } = resolver.Warnings;

    public List<EffectiveSetting> Effective { get; } = [];

    public FoundValue Raw(Setting setting)
    {
        var found = Resolver.Find(setting);
        Record(setting, found.Text, found.Origin);
        return found;
    }

    public string? Text(Setting setting) => Raw(setting).Text is { Length: > 0 } text ? text : null;

    /// <summary>A whole number in a range; null when unset or wrong (then there is a problem).</summary>
    public int? Optional(Setting setting, int lowest, int highest, string what)
    {
        var found = Raw(setting);
        if (found.Text.Length == 0) return null;
        if (ValueReaders.WholeNumber(found.Text) is { } value && value >= lowest && value <= highest) return value;
        Refuse(setting, found, string.Create(CultureInfo.InvariantCulture, $"{what}, a whole number from {lowest} to {highest}"));
        return null;
    }

    /// <summary>A whole number that has a default; the lowest value stands in for a wrong one, beside its problem.</summary>
    public int Number(Setting setting, int lowest, int highest, string what) =>
        Optional(setting, lowest, highest, what) ?? lowest;

    public int Port(Setting setting) => Number(setting, 1, 65535, "a TCP port");

    public bool? Boolean(Setting setting)
    {
        var found = Raw(setting);
        if (found.Text.Length == 0) return null;
        if (ValueReaders.Boolean(found.Text) is { } value) return value;
        Refuse(setting, found, "true or false");
        return null;
    }

    public TimeSpan Duration(Setting setting, TimeSpan lowest, TimeSpan highest)
    {
        var found = Raw(setting);
        if (ValueReaders.Duration(found.Text) is { } value && value >= lowest && value <= highest) return value;
        Refuse(setting, found, string.Create(CultureInfo.InvariantCulture, $"a duration from {lowest.TotalSeconds}s to {highest.TotalHours}h, such as 30s or 2m"));
        return lowest;
    }

    /// <summary>An absolute path without a trailing slash.</summary>
    public string Path(Setting setting)
    {
        var found = Raw(setting);
        if (found.Text.StartsWith('/')) return found.Text.Length > 1 ? found.Text.TrimEnd('/') : found.Text;
        // zkGenConfig.sh's own default for its log directory lacked the slash, and the value went on into manifests.
        Refuse(setting, found, $"an absolute path, such as /{found.Text}");
        return found.Text;
    }

    /// <summary>A path, or that of another setting where it is not given.</summary>
    public string Path(Setting setting, Setting otherwise)
    {
        if (Raw(setting).Text.Length > 0) return Path(setting);
        var value = Resolver.Find(otherwise).Text;
        Record(setting, value, $"default, {otherwise.Name}");
        return value;
    }

    public string OneOf(Setting setting, params string[] allowed)
    {
        var found = Raw(setting);
        if (allowed.FirstOrDefault(a => a.Equals(found.Text, StringComparison.OrdinalIgnoreCase)) is { } value) return value;
        Refuse(setting, found, $"one of {string.Join(", ", allowed)}");
        return allowed[0];
    }

    public void Refuse(Setting setting, FoundValue found, string expected) =>
        Problems.Add(new(found.IsDefault ? setting.Name : found.Origin, found.Text, expected));

    public void Record(Setting setting, string value, string origin)
    {
        Effective.RemoveAll(e => e.Name == setting.Name);
        Effective.Add(new(setting.Name, setting.CfgKey, value, origin));
    }
}
