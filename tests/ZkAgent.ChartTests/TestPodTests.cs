using Xunit;

namespace ZkAgent.ChartTests;

/// <summary>The script of the pod that <c>helm test</c> starts.</summary>
public sealed class TestPodTests
{
    /// <summary>As docs/authentication.md says: the file has no escape for what Java replaces.</summary>
    [Fact]
    public void A_password_with_every_special_character_reaches_the_JAAS_file_of_the_client()
    {
        var script = Tool.Output("helm", "template", "zk", "k8s/chart", "--set", "auth.client.enabled=true,auth.client.usersSecret=u,auth.client.clientUser=app", "--show-only", "templates/tests/write-and-read.yaml");
        var lines = script.Split('\n').Select(l => l.Trim()).ToList();
        var printf = Assert.Single(lines, l => l.StartsWith("printf 'username=", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("flags+=", StringComparison.Ordinal) && l.Contains(@" -Dzkagent.dollar=\$ ", StringComparison.Ordinal));
        var directory = Directory.CreateTempSubdirectory("zkagent-test-");
        try
        {
            File.WriteAllText(Path.Combine(directory.FullName, "app"), "a${b}\"c\\d $1\n");

            var written = Tool.Output("bash", "-c", $"cd '{directory.FullName}'; user=app; {printf}");

            Assert.Equal("username=\"app\" password=\"a${zkagent.dollar}{b}\\\"c\\\\d $1\"; };\n", written);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
