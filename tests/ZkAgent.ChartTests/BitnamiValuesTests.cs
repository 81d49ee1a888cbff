using Xunit;
using YamlDotNet.RepresentationModel;
using ZkAgent.Core.Settings;

namespace ZkAgent.ChartTests;

/// <summary>A file of values of Bitnami's chart works with this chart, or is refused with all reasons.</summary>
public sealed class BitnamiValuesTests
{
    private static readonly string[] Image = ["--set", "image.registry=registry.example,image.repository=zookeeper,image.tag=3.9"];

    public static TheoryData<string> Refused => [.. RefusedValue.All.Where(v => !v.Any).Select(v => v.Path)];

    [Fact]
    public void The_whole_default_file_installs_with_another_image()
    {
        var rendering = Rendering.OfChart(["--values", BitnamiValue.File, .. Image]);
        var result = SettingsReader.Read(new(new Dictionary<string, string>(), rendering.Settings()), memoryLimit: 2L << 30);

        Assert.Equal([], result.Problems.Select(problem => problem.ToString()));
        Assert.Equal([], result.Warnings);
        var container = ((YamlSequenceNode)rendering.Single("StatefulSet")["spec"]["template"]["spec"]["containers"])[0];
        Assert.Equal("registry.example/zookeeper:3.9", Rendering.Value(container, "image"));
        Assert.Null(Rendering.At(container, "startupProbe"));
        Assert.Equal("30", Rendering.Value(container, "livenessProbe", "initialDelaySeconds"));
    }

    [Fact]
    public void A_value_without_a_value_is_an_empty_one()
    {
        var rendering = Rendering.OfChart("--values", Path.Combine(Path.GetDirectoryName(BitnamiValue.File)!, "nulls.yaml"));
        Assert.Equal(("auto", "/var/lib/zookeeper/data"), (rendering.Settings()["ZK_HEAP_SIZE"], rendering.Settings()["ZK_DATA_LOG_DIR"]));
        Assert.Equal("1", Rendering.Value(rendering.Single("PodDisruptionBudget"), "spec", "maxUnavailable"));
        Assert.NotNull(rendering.Named("Service", "zk-zookeeper-external-2"));
        Assert.DoesNotContain("nil", rendering.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Bitnamis_own_image_is_refused() =>
        Assert.Contains("cannot use image.repository=bitnami/zookeeper: it has no zkagent", Error("--values", BitnamiValue.File), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_value_that_cannot_be_honoured_is_refused_with_the_reason(string path)
    {
        var value = RefusedValue.All.Single(v => v.Path == path);
        Assert.Contains($": {value.Because}", Error("--set-json", $"{path}=\"other\""), StringComparison.Ordinal);
    }

    [Fact]
    public void All_reasons_come_at_once()
    {
        var error = Error([.. Rendering.Given("""diagnosticMode.enabled=true tls.client.enabled=true auth.client.enabled=true auth.client.serverUsers=a,b auth.client.serverPasswords=c dataLogDir=/x pdb.minAvailable=1 pdb.maxUnavailable=1""")]);
        string[] sentences = ["diagnosticMode.enabled=true", "no source of certificates", "2 users and 1 passwords", "dataLogDir=/x", "pdb.minAvailable=1"];
        Assert.All(sentences, sentence => Assert.Contains(sentence, error, StringComparison.Ordinal));
    }

    [Fact]
    public void A_password_is_not_printed() => Assert.DoesNotContain("hidden", Error([.. Rendering.Given("auth.clientPassword=hidden")]), StringComparison.Ordinal);

    [Theory]
    [InlineData("configuration=tickTime=3000", "set tickTime")]
    [InlineData("configuration=server.1=a:2888:3888", "set replicaCount")]
    [InlineData("""lifecycleHooks={"preStop":{}}""", "zkagent drain")]
    [InlineData("""customLivenessProbe={"exec":{"command":["curl","localhost:8080/commands/ruok"]}}""", "ZooKeeper's admin server, which is off")]
    [InlineData("persistence.existingClaim=old", "expected replicaCount=1")]
    [InlineData("dataDir=/bitnami/zookeeper/data dataLogDir=/bitnami/zookeeper/log persistence.mountPath=/bitnami/zookeeper", "second claim (data-log)")]
    [InlineData("nodeAffinityPreset.type=soft", "expected type, key and values")]
    [InlineData("metrics.prometheusRule.enabled=true", "expected enabled=true and rules")]
    public void What_would_be_half_done_is_refused(string values, string sentence) => Assert.Contains(sentence, Error([.. Rendering.Given(values)]), StringComparison.Ordinal);

    [Theory]
    [InlineData("heapSize=2048", "ZK_HEAP_SIZE", "2048M")]
    [InlineData("heapSize=2G", "ZK_HEAP_SIZE", "2G")]
    [InlineData("preAllocSize=32768", "ZK_CFG_preAllocSize", "32768")]
    [InlineData("metrics.names=native", "ZK_METRICS_NAMES", "native")]
    [InlineData("existingConfigmap=c", "ZK_CONFIG_FILE", "/etc/zookeeper/config/zoo.cfg")]
    public void A_value_reaches_the_agent(string value, string setting, string expected) => Assert.Equal(expected, Rendering.OfChart([.. Rendering.Given(value)]).Settings()[setting]);

    [Theory]
    [InlineData("global.storageClass=a persistence.storageClass=b", "a")]
    [InlineData("persistence.storageClass=b global.defaultStorageClass=c", "b")]
    [InlineData("global.defaultStorageClass=c", "c")]
    [InlineData("persistence.storageClass=-", "")]
    [InlineData("replicaCount=3", null)]
    public void The_storage_class_is_the_one_that_Bitnamis_chart_takes(string values, string? expected)
    {
        var claims = (YamlSequenceNode)Rendering.OfChart([.. Rendering.Given(values)]).Single("StatefulSet")["spec"]["volumeClaimTemplates"];
        Assert.Equal(expected, Rendering.Value(claims[0], "spec", "storageClassName"));
    }

    [Fact]
    public void Paths_of_Bitnamis_init_container_are_replaced_by_the_certificates_themselves()
    {
        var rendering = Rendering.OfChart(["--values", BitnamiValue.File, .. Image, .. Rendering.Given("tls.client.enabled=true tls.client.existingSecret=a tls.quorum.enabled=true tls.quorum.existingSecret=b")]);
        Assert.Equal(("/etc/zookeeper/tls/client", "none", "require"), (rendering.Settings()["ZK_CLIENT_TLS_DIR"], rendering.Settings()["ZK_CLIENT_TLS_AUTH"], rendering.Settings()["ZK_QUORUM_TLS"]));
        // Members need certificates of each other whatever tls.quorum.auth says
        Assert.DoesNotContain(rendering.Settings().Keys, key => key.StartsWith("ZK_QUORUM_TLS_AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public void Templates_in_values_are_evaluated()
    {
        var rendering = Rendering.OfChart(["--values", BitnamiValue.File, .. Image, .. Rendering.Given("""metrics.enabled=true extraDeploy=["apiVersion:\u0020v1\nkind:\u0020Secret\nmetadata:\u0020{name:\u0020{{.Release.Name}}-extra}"]""")]);
        Assert.Equal("9141", Rendering.Value(rendering.Named("Service", "zk-zookeeper-metrics"), "metadata", "annotations", "prometheus.io/port"));
        Assert.NotNull(rendering.Named("Secret", "zk-extra"));
    }

    [Fact]
    public void Every_object_is_in_namespaceOverride()
    {
        var rendering = Rendering.OfChart([.. Rendering.Given("namespaceOverride=other externalAccess.enabled=true metrics.enabled=true tls.client.enabled=true tls.client.autoGenerated=true")]);
        Assert.All(rendering.Objects, o => Assert.Equal("other", Rendering.Value(o, "metadata", "namespace")));
    }

    private static string Error(params string[] arguments)
    {
        var (code, _, error) = Tool.Run("helm", ["template", "zk", "k8s/chart", .. arguments]);
        Assert.NotEqual(0, code);
        return error;
    }
}
