namespace ZkAgent.Core.Sasl;

/// <summary>Reads one option of a JAAS file.</summary>
public static class JaasOption
{
    /// <param name="text">The file.</param>
    /// <param name="section">The section's name.</param>
    /// <param name="key">The option's key, such as <c>user_zkagent</c>.</param>
    /// <returns>
    /// The value, with backslashes undone and ${name} as it is; null where the section or the option is missing.
    /// </returns>
    public static string? Find(string text, string section, string key)
    {
        string? last = null, open = null;
        var tokens = JaasTokens.Read(text).ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            var (token, quoted) = tokens[i];
            if (!quoted && token == "{") open = last;
            else if (!quoted && token == "}") open = null;
            else if (open == section && token == key && i + 2 < tokens.Count && tokens[i + 1] is ("=", false)) return tokens[i + 2].Token;
            if (open is null) last = token;
        }
        return null;
    }
}
