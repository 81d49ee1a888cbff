using System.Globalization;
using DotNet.Testcontainers.Configurations;
using Xunit;
using ZkAgent.ContainerTests.Containers;
using ZkAgent.Core.Tests.Settings;

namespace ZkAgent.ContainerTests.Settings;

/// <summary>What the real ZooKeeper makes of settings that the agent refuses: the evidence for the table that the unit tests ask for, too.</summary>
public sealed class FatalSettingsTests
{
    private const string Fine = "snapCount=1000";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);

    [Theory]
    [InlineData("bookworm")]
    [InlineData("trixie")]
    [InlineData("sid")]
    public async Task ZooKeeper_serves_no_client_with_any_of_them(string suite)
    {
        var cases = FatalCase.All.Values.Prepend(new(Fine, "")).Prepend(new(Fine, "") { Alone = true }).Select((c, i) => (Name: $"{(c.Alone ? "alone" : "quorum")}{Number(i)}", c.Keys)).ToList();
        var root = Directory.CreateTempSubdirectory("zkagent-settings-");
        try
        {
            Directory.CreateDirectory(Path.Combine(root.FullName, "cases"));
            foreach (var (name, keys) in cases) File.WriteAllText(Path.Combine(root.FullName, "cases", name), keys.Replace(' ', '\n') + "\n");
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Settings", "zookeeper-settings.sh"), Path.Combine(root.FullName, "settings.sh"));
            await using var container = new MemberBuilder($"settings-{suite}", $"{TestImages.Agent}{(suite == "trixie" ? "" : "-" + suite)}")
                .WithUser("0").WithEntrypoint("bash").WithCommand("/table/settings.sh").WithBindMount(root.FullName, "/table", AccessMode.ReadOnly).Build();
            await container.Start();

            await container.WaitForExit(Limit);

            var lines = (await container.Logs()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.DoesNotContain(lines, line => !cases.Exists(c => line.StartsWith($"{c.Name}: ", StringComparison.Ordinal)));
            var told = lines.Select(line => line.Split(": ")).ToDictionary(parts => parts[0], parts => parts[1]);
            Assert.Equal(cases.Select(c => c.Name).Order(StringComparer.Ordinal), told.Keys.Order(StringComparer.Ordinal));
            // The two that are fine show that the others could have served.
            Assert.Equal(cases.Where(c => c.Keys == Fine).Select(c => (c.Name, c.Keys)), cases.Where(c => told[c.Name] == "serves").Select(c => (c.Name, c.Keys)));
        }
        finally
        {
            root.Delete(recursive: true);
        }

        static string Number(int index) => index.ToString("00", CultureInfo.InvariantCulture);
    }
}
