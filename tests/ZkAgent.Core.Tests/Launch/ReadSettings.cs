using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Launch;

/// <summary>Settings as the agent reads them from variables.</summary>
internal static class ReadSettings
{
    public static AgentSettings Of(params (string Name, string Value)[] variables)
    {
        var reading = SettingsReader.Read(new(new Dictionary<string, string>(), variables.ToDictionary(v => v.Name, v => v.Value)), memoryLimit: null);
        Assert.Empty(reading.Problems);
        return reading.Settings!;
    }
}
