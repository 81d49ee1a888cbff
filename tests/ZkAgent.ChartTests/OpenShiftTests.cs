using Xunit;
using YamlDotNet.RepresentationModel;

namespace ZkAgent.ChartTests;

/// <summary>The SCC restricted-v2 gives pods their ids, and refuses pods that bring others.</summary>
public sealed class OpenShiftTests
{
    private static readonly string[] Ids = ["runAsUser", "runAsGroup", "fsGroup"];

    public static TheoryData<string> WithoutIds =>
    [
        "--set podSecurityContext.enabled=false",
        "--set global.compatibility.openshift.adaptSecurityContext=force",
        "--api-versions security.openshift.io/v1",
        "--api-versions security.openshift.io/v1 --set containerSecurityContext.runAsUser=1001,containerSecurityContext.runAsGroup=1001",
    ];

    [Theory]
    [MemberData(nameof(WithoutIds))]
    public void Fixed_ids_are_left_out_and_the_rest_of_the_restricted_profile_stays(string arguments) => Assert.All(Rendering.OfChart(arguments.Split(' ')).PodSpecs(), pod =>
    {
        var container = ((YamlSequenceNode)pod["containers"])[0];
        Assert.All(Ids, id => Assert.Null(Rendering.At(pod, "securityContext", id) ?? Rendering.At(container, "securityContext", id)));
        Assert.Equal("true", Rendering.Value(pod, "securityContext", "runAsNonRoot"));
        Assert.Equal("RuntimeDefault", Rendering.Value(pod, "securityContext", "seccompProfile", "type"));
        Assert.Equal("false", Rendering.Value(container, "securityContext", "allowPrivilegeEscalation"));
        Assert.Equal("ALL", Assert.Single((YamlSequenceNode)container["securityContext"]["capabilities"]["drop"]).ToString());
    });

    [Fact]
    public void The_adaptation_can_be_turned_off() => Assert.All(
        Rendering.OfChart("--api-versions", "security.openshift.io/v1", "--set", "global.compatibility.openshift.adaptSecurityContext=disabled").PodSpecs(),
        pod => Assert.Equal("1000", Rendering.Value(pod, "securityContext", "runAsUser")));
}
