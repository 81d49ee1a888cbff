using System.Globalization;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>Reads one setting after another into values and keeps what was wrong and what took effect.</summary>
internal sealed class SettingValues(SettingResolver resolver)
{
    public SettingResolver Resolver { get; } = resolver;

    public List<SettingsProblem> Problems { get; } = resolver.Problems;

    public List<string> Warnings { get; } = resolver.Warnings;

    public List<EffectiveSetting> Effective { get; } = [];

    private readonly HashSet<string> _refused = [];

    /// <summary>Variables' names of the settings whose value was wrong.</summary>
    public IReadOnlySet<string> Refused => _refused;

    /// <summary>True where the value was wrong and another stands in for it, which no further rule must judge.</summary>
    public bool IsRefused(Setting setting) => _refused.Contains(setting.Name);

    /// <summary>A setting as the user spelled it; its variable where it is not set.</summary>
    public string Spelling(Setting setting) => Resolver.Find(setting) is { IsDefault: false } found ? found.Origin : setting.Name;

    public FoundValue Raw(Setting setting)
    {
        var found = Resolver.Find(setting);
        Record(setting, found.Text, found.Origin);
        return found;
    }

    public string? Text(Setting setting) => Raw(setting).Text is { Length: > 0 } text ? text : null;

    /// <summary>A DNS name, dots around it forgiven; null when unset or wrong (then there is a problem).</summary>
    public string? Name(Setting setting)
    {
        var found = Raw(setting);
        if (found.Text.Length == 0) return null;
        var name = found.Text.Trim('.');
        if (HostText.IsName(name)) return name;
        Refuse(setting, found, "a DNS name: letters, digits and -, its parts separated by dots");
        return null;
    }

    /// <summary>A name or address to listen on, an IPv6 one without brackets; null when unset or wrong (then there is a problem).</summary>
    public string? Address(Setting setting)
    {
        var found = Raw(setting);
        if (found.Text.Length == 0) return null;
        var address = ServerSpec.Unbracketed(found.Text);
        if (HostText.IsHost(address)) return address;
        Refuse(setting, found, "an address of this host to listen on");
        return null;
    }

    /// <summary>A whole number in a range; null when unset or wrong (then there is a problem).</summary>
    public int? Optional(Setting setting, int lowest, int highest, string what)
    {
        var found = Raw(setting);
        if (found.Text.Length == 0) return null;
        if (ValueReaders.WholeNumber(found.Text) is { } value && value >= lowest && value <= highest) return value;
        Refuse(setting, found, string.Create(CultureInfo.InvariantCulture, $"{what}, a whole number from {lowest} to {highest}"));
        return null;
    }

    /// <summary>A whole number that has a default; the lowest value replaces a wrong one, and the problem is reported.</summary>
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

    /// <summary>A moment; null when unset or wrong (then there is a problem).</summary>
    public DateTimeOffset? Moment(Setting setting)
    {
        var found = Raw(setting);
        if (found.Text.Length == 0) return null;
        if (ValueReaders.Moment(found.Text) is { } value) return value;
        Refuse(setting, found, "a moment in UTC until which it holds, at most a day ahead, such as 2026-11-21T12:00:00Z (date -u -d +1hour +%FT%TZ)");
        return null;
    }

    /// <summary>An absolute path without a trailing slash.</summary>
    public string Path(Setting setting)
    {
        var found = Raw(setting);
        var path = found.Text.TrimEnd('/');
        if (!found.Text.StartsWith('/'))
            // zkGenConfig.sh's own default for its log directory lacked the slash, and the value went on into manifests.
            Refuse(setting, found, $"an absolute path, such as /{LogEscaping.Quote(found.Text)}");
        else if (path.Length == 0)
            Refuse(setting, found, "a directory or file below the root");
        else if (!path.All(IsPathCharacter))
            Refuse(setting, found, "a path of letters, digits and / . _ - + @ : , only: ZooKeeper's shell scripts don't survive blanks, quotes, $ and the like");
        return path;
    }

    // zkServer.sh cuts dataDir out of zoo.cfg with sed and uses it unquoted, so = and what zoo.cfg escapes break it too.
    private static bool IsPathCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+' or '@' or ':' or ',';

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

    public void Refuse(Setting setting, FoundValue found, string expected)
    {
        _refused.Add(setting.Name);
        // A line of a file and a word of a list do not have the key in their name.
        var named = setting.CfgKey is { } key && (found.FromFile || found.Origin == Resolver.Find(SettingCatalog.CfgExtra).Origin) ? $"{key}={found.Text}" : found.Text;
        Problems.Add(new(found.IsDefault ? setting.Name : found.Origin, found.IsDefault ? found.Text : named, expected));
    }

    public void Record(Setting setting, string value, string origin)
    {
        Effective.RemoveAll(e => e.Name == setting.Name);
        Effective.Add(new(setting.Name, value, origin));
    }
}
