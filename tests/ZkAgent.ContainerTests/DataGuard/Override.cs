using System.Globalization;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>The operator's override as an environment variable.</summary>
internal static class Override
{
    /// <param name="name">The setting.</param>
    /// <param name="ahead">How long it is to hold; negative: it is over.</param>
    public static string Until(string name, TimeSpan ahead) =>
        $"{name}={(TimeProvider.System.GetUtcNow() + ahead).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture)}";
}
