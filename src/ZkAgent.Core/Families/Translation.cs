using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Families;

/// <summary>What translations have found so far.</summary>
internal sealed class Translation
{
    private readonly Dictionary<string, FoundValue> _settings = [], _keys = [], _defaults = [];

    public TranslatedUsers Users { get; set; } = TranslatedUsers.None;

    /// <summary>A setting's value; of two families the first one counts.</summary>
    public void Set(Setting setting, FoundValue found) => _settings.TryAdd(setting.Name, found);

    /// <summary>The value of a key of zoo.cfg.</summary>
    public void Set(string key, FoundValue found) => _keys.TryAdd(key, found);

    /// <summary>What the other image has as its default.</summary>
    public void Default(Setting setting, FoundValue found) => _defaults.TryAdd(setting.Name, found);

    /// <summary>What the other image has as the default of a key of zoo.cfg.</summary>
    public void Default(string key, FoundValue found) => _defaults.TryAdd(key, found);

    public TranslatedSettings Finish(FamilyVariables variables) => new()
    {
        Settings = _settings, Keys = _keys, Defaults = _defaults, Users = Users,
        FromFiles = variables.FromFiles, Problems = variables.Problems, Warnings = variables.Warnings, Names = variables.Names,
    };
}
