using System.Globalization;
using DotNet.Testcontainers.Configurations;
using Xunit;
using ZkAgent.ContainerTests.Containers;
using ZkAgent.Tests.Volume;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>What the real ZooKeeper makes of each kind of damage: the evidence for the verdicts that the unit tests ask for of the same table.</summary>
public sealed class ZooKeeperOnDamagedVolumesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);

    [Theory]
    [InlineData("3.8.0", "bookworm")]
    [InlineData("3.9.3", "trixie")]
    public async Task It_does_with_each_volume_what_the_table_says(string version, string suite)
    {
        var root = Directory.CreateTempSubdirectory("zkagent-damage-");
        try
        {
            foreach (var (index, damage) in DamageCases.All.Index())
                damage.Spoil(RecordedVolume.CopyOf(Recorded(version), Path.Combine(root.FullName, "cases", Number(index), "version-2")));
            File.Copy(Path.Combine(AppContext.BaseDirectory, "DataGuard", "zookeeper-table.sh"), Path.Combine(root.FullName, "table.sh"));
            await using var container = new MemberBuilder($"damage-{suite}", $"{TestImages.Agent}{(suite == "trixie" ? "" : "-" + suite)}")
                .WithUser("0").WithEntrypoint("bash").WithCommand("/table/table.sh").WithBindMount(root.FullName, "/table", AccessMode.ReadOnly).Build();
            await container.Start();

            await container.WaitForExit(Limit);

            var expected = DamageCases.All.Select((d, i) => $"{Number(i)}: {(version == "3.8.0" ? d.ZooKeeper38 : null) ?? d.ZooKeeper} ({d.Name})");
            var told = (await container.Logs()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(expected, told.Select((line, i) => $"{line} ({DamageCases.All.ElementAtOrDefault(i)?.Name})"));
        }
        finally
        {
            root.Delete(recursive: true);
        }

        static string Number(int index) => index.ToString("00", CultureInfo.InvariantCulture);
    }

    private static string Recorded(string version) => Path.Combine(AppContext.BaseDirectory, "Volume", "Volumes", version);
}
