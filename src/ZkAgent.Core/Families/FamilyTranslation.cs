using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Families;

/// <summary>Translates the variables of other images that are not simply another name of a setting.</summary>
public static class FamilyTranslation
{
    /// <param name="environment">Every variable of the process.</param>
    /// <param name="files">The files that <see cref="FamilyNames.IsFileForm">variables</see> name, by the variable; others are left out.</param>
    public static TranslatedSettings Of(IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, FileText> files)
    {
        var variables = new FamilyVariables(environment, files);
        var into = new Translation();
        Bitnami.Translate(variables, into);
        Confluent.Translate(variables, into);
        foreach (var name in environment.Keys.Where(FamilyNames.IsSilent)) variables.Names.Add(name);
        return into.Finish(variables);
    }

    /// <summary>The same sources with what their variables of other images say.</summary>
    public static SettingSources Translated(SettingSources sources) => sources with { Translated = Of(sources.Environment, sources.ValueFiles) };
}
