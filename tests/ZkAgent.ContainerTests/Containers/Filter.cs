namespace ZkAgent.ContainerTests.Containers;

/// <summary>Filters of Docker's lists.</summary>
internal static class Filter
{
    /// <param name="name">What is compared: label, reference.</param>
    /// <param name="value">What it must be.</param>
    public static Dictionary<string, IDictionary<string, bool>> By(string name, string value) => new() { [name] = new Dictionary<string, bool> { [value] = true } };
}
