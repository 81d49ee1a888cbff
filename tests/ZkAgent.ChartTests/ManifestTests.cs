using Xunit;
using YamlDotNet.RepresentationModel;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Tests;

namespace ZkAgent.ChartTests;

public sealed class ManifestTests
{
    public static TheoryData<string> Sources => ["k8s/base", "k8s/overlays/minimal", "k8s/overlays/production", "k8s/overlays/production-tls", "k8s/chart"];

    [Fact]
    public void The_kustomize_base_is_what_the_chart_renders() => Tool.Output(Path.Combine(Repository.Root, "k8s", "render.sh"), "--check");

    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_setting_is_one_that_the_agent_knows(string source)
    {
        var settings = Of(source).Settings();
        Assert.NotEmpty(settings);
        Assert.DoesNotContain(settings.Keys, name => SettingCatalog.All.All(s => s.Name != name));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void The_agent_is_told_what_Kubernetes_is_told(string source)
    {
        var (settings, spec) = (Of(source).Settings(), Of(source).Single("StatefulSet")["spec"]);
        Assert.Equal(Rendering.Value(spec, "replicas"), settings["ZK_REPLICAS"]);
        Assert.Equal(Rendering.Value(spec, "podManagementPolicy"), settings["ZK_POD_MANAGEMENT"]);
        Assert.Equal($"{Rendering.Value(spec, "template", "spec", "terminationGracePeriodSeconds")}s", settings["ZK_GRACE_PERIOD"]);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void The_pods_keep_the_restricted_profile(string source)
    {
        Assert.All(Of(source).PodSpecs(), pod =>
        {
            Assert.Equal("true", Rendering.Value(pod, "securityContext", "runAsNonRoot"));
            Assert.Equal("1000", Rendering.Value(pod, "securityContext", "runAsUser"));
            Assert.Equal("RuntimeDefault", Rendering.Value(pod, "securityContext", "seccompProfile", "type"));
            Assert.Equal("false", Rendering.Value(pod, "automountServiceAccountToken"));
            foreach (var field in (string[])["hostNetwork", "hostPID", "hostIPC"]) Assert.Null(Rendering.At(pod, field));
            Assert.All((YamlSequenceNode)pod["containers"], container =>
            {
                Assert.Equal("false", Rendering.Value(container, "securityContext", "allowPrivilegeEscalation"));
                Assert.Equal("true", Rendering.Value(container, "securityContext", "readOnlyRootFilesystem"));
                Assert.Equal("ALL", Assert.Single((YamlSequenceNode)container["securityContext"]["capabilities"]["drop"]).ToString());
            });
            Assert.All((YamlSequenceNode)pod["volumes"], volume => Assert.NotNull(Rendering.At(volume, "emptyDir") ?? Rendering.At(volume, "secret")));
        });
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_mesh_is_told_that_ZooKeepers_ports_are_plain_TCP(string source)
    {
        var ports = Of(source).Services().SelectMany(service => (YamlSequenceNode)service["spec"]["ports"]).ToList();
        Assert.Equal(5, ports.Count);
        Assert.All(ports, port => Assert.Equal(Rendering.Value(port, "name") == "agent" ? null : "tcp", Rendering.Value(port, "appProtocol")));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void The_data_is_on_a_volume_that_outlives_the_pod(string source)
    {
        var spec = Of(source).Single("StatefulSet")["spec"];
        var claim = Rendering.Value(Assert.Single((YamlSequenceNode)spec["volumeClaimTemplates"]), "metadata", "name");
        var mounts = (YamlSequenceNode)((YamlSequenceNode)spec["template"]["spec"]["containers"])[0]["volumeMounts"];
        var place = Rendering.Value(mounts.Single(m => Rendering.Value(m, "name") == claim), "mountPath");
        var settings = Of(source).Settings();
        Assert.StartsWith($"{place}/", settings["ZK_DATA_DIR"], StringComparison.Ordinal);
        Assert.StartsWith($"{place}/", settings["ZK_DATA_LOG_DIR"], StringComparison.Ordinal);
    }

    private static Rendering Of(string source) => source == "k8s/chart" ? Rendering.OfChart() : Rendering.OfKustomization(source);
}
