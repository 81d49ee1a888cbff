using Xunit;
using YamlDotNet.RepresentationModel;

namespace ZkAgent.ChartTests;

/// <summary>Where the chart and the component put backups.</summary>
public sealed class BackupTests
{
    private const string Shared = "backup.enabled=true backup.existingClaim=zk-backup", PerMember = "backup.enabled=true backup.perMember=true";

    [Fact]
    public void Without_it_there_is_no_setting_no_volume_and_no_claim()
    {
        var rendering = Rendering.OfChart();
        Assert.DoesNotContain(rendering.Settings().Keys, name => name.StartsWith("ZK_BACKUP_", StringComparison.Ordinal));
        Assert.Equal(["data"], Claims(rendering));
        Assert.DoesNotContain("backup", Mounts(rendering).Keys);
    }

    [Fact]
    public void A_shared_claim_is_mounted_and_one_member_at_a_time_makes_the_backups()
    {
        var rendering = OfChart(Shared);
        var volume = ((YamlSequenceNode)Rendering.At(rendering.Single("StatefulSet"), "spec", "template", "spec", "volumes")!).Single(v => Rendering.Value(v, "name") == "backup");
        Assert.Equal("zk-backup", Rendering.Value(volume, "persistentVolumeClaim", "claimName"));
        Assert.Equal("/backup", Mounts(rendering)["backup"]);
        Assert.Equal(["data"], Claims(rendering));
        Assert.Equal(("/backup", "auto", "6h", "1m", "7d"), Schedule(rendering));
    }

    [Fact]
    public void A_claim_for_every_member_and_all_make_backups()
    {
        var rendering = OfChart($"{PerMember} backup.size=50Gi backup.storageClass=cold backup.mountPath=/copies backup.interval=1h backup.logInterval=30s backup.keep=30d");
        var claim = ((YamlSequenceNode)rendering.Single("StatefulSet")["spec"]["volumeClaimTemplates"])[1]["spec"];
        Assert.Equal(["data", "backup"], Claims(rendering));
        Assert.Equal(("cold", "50Gi"), (Rendering.Value(claim, "storageClassName"), Rendering.Value(claim, "resources", "requests", "storage")));
        Assert.Equal("/copies", Mounts(rendering)["backup"]);
        Assert.Equal(("/copies", "all", "1h", "30s", "30d"), Schedule(rendering));
    }

    [Theory]
    [InlineData("k8s/base")]
    [InlineData("k8s/overlays/production")]
    public void The_component_gives_every_member_a_claim(string source)
    {
        var rendering = Component.AddedTo(source, "backup");
        Assert.Equal(["data", "backup"], Claims(rendering));
        Assert.Equal("/backup", Mounts(rendering)["backup"]);
        Assert.Equal(("/backup", "all"), (rendering.Settings()["ZK_BACKUP_DIR"], rendering.Settings()["ZK_BACKUP_MEMBER"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("backup.enabled=true backup.existingClaim=b")]
    public void The_network_policy_is_the_same_with_backups(string values) =>
        Assert.Equal(Text(Rendering.OfChart()), Text(OfChart(values)));

    [Theory]
    [InlineData("backup.enabled=true", "cannot use backup.enabled=true with no claim: expected exactly one place for the backups")]
    [InlineData($"{Shared} backup.perMember=true", "cannot use backup.enabled=true with backup.existingClaim and backup.perMember=true: expected exactly one place for the backups")]
    [InlineData($"{PerMember} backup.member=2", "cannot use backup.member=2 with backup.perMember=true: every member makes its own backups then")]
    [InlineData("backup.existingClaim=b", "cannot use backup.existingClaim=b: it has no effect without backup.enabled=true")]
    [InlineData("backup.perMember=true", "cannot use backup.perMember=true: it has no effect without backup.enabled=true")]
    public void Values_that_contradict_each_other_are_refused(string values, string message)
    {
        var (code, _, error) = Tool.Run("helm", ["template", "zk", "k8s/chart", .. Rendering.Given(values)]);
        Assert.NotEqual(0, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_examples_of_copies_in_an_object_store_render()
    {
        Assert.Equal("zk-backup", Rendering.Value(((YamlSequenceNode)Rendering.At(Rendering.OfKustomization("k8s/examples/backup-to-s3").Single("CronJob"), "spec", "jobTemplate", "spec", "template", "spec", "volumes")!)[0], "persistentVolumeClaim", "claimName"));
        var containers = (YamlSequenceNode)Rendering.At(Rendering.OfChart("--values", "k8s/examples/backup-to-s3/sidecar-values.yaml").Single("StatefulSet"), "spec", "template", "spec", "containers")!;
        Assert.Contains(containers, c => Rendering.Value(c, "name") == "backup-to-s3");
    }

    private static Rendering OfChart(string values) => Rendering.OfChart([.. Rendering.Given(values)]);

    private static string?[] Claims(Rendering rendering) =>
        [.. ((YamlSequenceNode)rendering.Single("StatefulSet")["spec"]["volumeClaimTemplates"]).Select(c => Rendering.Value(c, "metadata", "name"))];

    private static Dictionary<string, string?> Mounts(Rendering rendering) =>
        ((YamlSequenceNode)((YamlSequenceNode)rendering.Single("StatefulSet")["spec"]["template"]["spec"]["containers"])[0]["volumeMounts"])
        .ToDictionary(m => Rendering.Value(m, "name")!, m => Rendering.Value(m, "mountPath"));

    private static (string, string, string, string, string) Schedule(Rendering rendering)
    {
        var settings = rendering.Settings();
        return (settings["ZK_BACKUP_DIR"], settings["ZK_BACKUP_MEMBER"], settings["ZK_BACKUP_INTERVAL"], settings["ZK_BACKUP_LOG_INTERVAL"], settings["ZK_BACKUP_KEEP"]);
    }

    private static string Text(Rendering rendering) => rendering.Single("NetworkPolicy").ToString()!;
}
