using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Families;

/// <summary>Which variables belong to other images, and which of those hold secrets.</summary>
public static class FamilyNames
{
    /// <summary>Ending of a variable whose value is the path of a file that holds the value.</summary>
    private const string FileSuffix = "_FILE";

    /// <summary>Passwords. ZooKeeper's process does not get them.</summary>
    private static readonly HashSet<string> Secrets =
    [
        BitnamiAuth.ClientPassword, BitnamiAuth.ServerPasswords, BitnamiAuth.LearnerPassword, BitnamiAuth.QuorumServerPasswords,
        .. BitnamiKeys.Passwords,
    ];

    /// <summary>Read by the script of the health check or by other programs of those images.</summary>
    private static readonly HashSet<string> Silent = ["ZOO_HC_TIMEOUT"];

    /// <summary>Names that a translation reads, or a setting has as an alias; those of Confluent are not among them.</summary>
    private static readonly HashSet<string> OfBitnami =
    [
        .. SettingCatalog.All.SelectMany(s => s.Aliases.Append(s.Name)).Where(IsOfOfficialOrBitnami),
        .. BitnamiKeys.All, .. BitnamiAuth.All, .. Bitnami.All, .. Silent,
    ];

    /// <summary>Names that the official image does not read.</summary>
    private static readonly HashSet<string> OfBitnamiOnly =
    [
        .. BitnamiKeys.All, .. BitnamiAuth.All, .. Bitnami.All, .. Silent, .. OfBitnami.Where(n => n.StartsWith("ZOO_TLS_", StringComparison.Ordinal)),
        "ZOO_PORT_NUMBER", "ZOO_SERVER_ID", "ZOO_HEAP_SIZE", "ZOO_AUTOPURGE_INTERVAL", "ZOO_AUTOPURGE_RETAIN_COUNT",
    ];

    /// <summary>True for a variable that only Bitnami's image has.</summary>
    public static bool IsOfBitnamiOnly(string name) => OfBitnamiOnly.Contains(name) || BitnamiKeys.KeyOf(name) is not null || IsFileForm(name);

    /// <summary>True for a variable that holds a secret which only the agent needs.</summary>
    public static bool IsSecret(string name) => Secrets.Contains(name)
        || BitnamiKeys.KeyOf(name) is { } key && SecretKeys.IsSecret(key) && !IsFileForm(name)
        || name.StartsWith(SettingCatalog.CfgPrefix, StringComparison.Ordinal) && !SettingCatalog.IsCfgFileVariable(name) && SecretKeys.IsSecret(SettingCatalog.CfgKeyOf(name));

    /// <summary>True for a variable that names a file with the value of another one of these.</summary>
    public static bool IsFileForm(string name) =>
        name.EndsWith(FileSuffix, StringComparison.Ordinal) && !OfBitnami.Contains(name) && ValueOf(name) is var value && (OfBitnami.Contains(value) || BitnamiKeys.KeyOf(value) is not null);

    /// <summary>The variable whose value the file of a …_FILE variable holds.</summary>
    public static string ValueOf(string fileForm) => fileForm[..^FileSuffix.Length];

    /// <summary>True for a name that an image of this kind reads, so that it is none of an operator's misspellings.</summary>
    internal static bool IsSilent(string name) => Silent.Contains(name);

    private static bool IsOfOfficialOrBitnami(string name) => name.StartsWith("ZOO_", StringComparison.Ordinal);
}
