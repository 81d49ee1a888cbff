using System.Globalization;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace ZkAgent.ChartTests;

/// <summary>With dynamic membership the members may read their StatefulSet and its claims, and with static membership nothing.</summary>
public sealed class DynamicMembershipTests
{
    private const string Dynamic = "membership=dynamic";

    public static TheoryData<string> Sources => ["k8s/chart", "k8s/base", "k8s/overlays/minimal", "k8s/overlays/production", "k8s/overlays/production-tls"];

    [Theory]
    [MemberData(nameof(Sources))]
    public void The_members_may_read_their_own_StatefulSet_and_the_claims_and_no_more(string source)
    {
        var rendering = DynamicOf(source);
        var name = Rendering.Value(rendering.Single("StatefulSet"), "metadata", "name");
        string[] rules = [.. ((YamlSequenceNode)rendering.Single("Role")["rules"]).Select(Rule)];

        Assert.Equal([$"apps statefulsets {name} get", " persistentvolumeclaims  list"], rules);
        Assert.Equal("dynamic", rendering.Settings()["ZK_MEMBERSHIP"]);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void The_role_is_bound_to_the_account_of_the_pods_whose_token_they_get(string source)
    {
        var rendering = DynamicOf(source);
        var pod = Rendering.At(rendering.Single("StatefulSet"), "spec", "template", "spec");
        var subject = Assert.Single((YamlSequenceNode)rendering.Single("RoleBinding")["subjects"]);

        Assert.Equal(Rendering.Value(pod, "serviceAccountName"), Rendering.Value(subject, "name"));
        Assert.Equal(Rendering.Value(rendering.Single("Role"), "metadata", "name"), Rendering.Value(rendering.Single("RoleBinding"), "roleRef", "name"));
        Assert.Equal("true", Rendering.Value(pod, "automountServiceAccountToken"));
        Assert.Equal("false", Rendering.Value(rendering.Single("ServiceAccount"), "automountServiceAccountToken"));
    }

    [Theory]
    [InlineData("k8s/chart")]
    [InlineData("k8s/base")]
    public void With_static_membership_there_is_no_role_and_no_token(string source)
    {
        var rendering = source == "k8s/chart" ? Rendering.OfChart("--set", "membership=static") : Rendering.OfKustomization(source);
        Assert.DoesNotContain(rendering.Objects, o => Rendering.Value(o, "kind") is "Role" or "RoleBinding");
        Assert.Equal("false", Rendering.Value(rendering.Single("StatefulSet"), "spec", "template", "spec", "automountServiceAccountToken"));
        Assert.DoesNotContain("ZK_MEMBERSHIP", rendering.Settings().Keys);
    }

    [Fact]
    public void Another_namespace_and_another_account_are_bound()
    {
        var rendering = OfChart("namespaceOverride=coordination serviceAccount.create=false serviceAccount.name=mine");
        var subject = Assert.Single((YamlSequenceNode)rendering.Single("RoleBinding")["subjects"]);
        Assert.Equal(("mine", "coordination"), (Rendering.Value(subject, "name"), Rendering.Value(subject, "namespace")));
        Assert.Equal("coordination", Rendering.Value(rendering.Single("Role"), "metadata", "namespace"));
    }

    [Fact]
    public void A_role_of_the_operator_replaces_the_charts() =>
        Assert.DoesNotContain(OfChart("rbac.create=false").Objects, o => Rendering.Value(o, "kind") is "Role" or "RoleBinding");

    [Fact]
    public void Another_number_of_members_restarts_none_of_them()
    {
        string?[] checksums = [.. from replicas in (int[])[1, 2, 5] select Checksum(OfChart(string.Create(CultureInfo.InvariantCulture, $"replicaCount={replicas}")))];
        Assert.Single(checksums.Distinct());
        Assert.NotEqual(checksums[0], Checksum(OfChart("syncLimit=7")));
    }

    [Theory]
    [InlineData("", "443 6443", null)]
    [InlineData("networkPolicy.apiServer.addresses=[\"192.0.2.1/32\"] networkPolicy.apiServer.ports=[8443]", "8443", "192.0.2.1/32")]
    public void A_policy_that_denies_egress_lets_the_members_reach_the_API_server(string values, string ports, string? address)
    {
        var rule = ((YamlSequenceNode)OfChart($"networkPolicy.allowExternalEgress=false {values}").Single("NetworkPolicy")["spec"]["egress"]).Last();
        Assert.Equal(ports, string.Join(' ', ((YamlSequenceNode)rule["ports"]).Select(port => Rendering.Value(port, "port"))));
        Assert.Equal(address, Rendering.At(rule, "to") is YamlSequenceNode to ? Rendering.Value(Assert.Single(to), "ipBlock", "cidr") : null);
    }

    [Theory]
    [InlineData(Dynamic)]
    [InlineData("membership=static")]
    public void Claims_that_are_deleted_by_scaling_are_refused(string membership)
    {
        var (code, _, error) = Tool.Run("helm", ["template", "zk", "k8s/chart", .. Rendering.Given($"{membership} persistentVolumeClaimRetentionPolicy.whenScaled=Delete")]);
        Assert.NotEqual(0, code);
        Assert.Contains("cannot use persistentVolumeClaimRetentionPolicy.whenScaled=Delete: expected Retain, because scaling to zero", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Claims_may_be_deleted_with_the_StatefulSet_and_are_kept_at_scaling()
    {
        var policy = OfChart("persistentVolumeClaimRetentionPolicy.whenDeleted=Delete").Single("StatefulSet")["spec"]["persistentVolumeClaimRetentionPolicy"];
        Assert.Equal(("Delete", "Retain"), (Rendering.Value(policy, "whenDeleted"), Rendering.Value(policy, "whenScaled")));
    }

    private static string Rule(YamlNode rule) => string.Join(' ', ((string[])["apiGroups", "resources", "resourceNames", "verbs"])
        .Select(key => Rendering.At(rule, key) is YamlSequenceNode list ? string.Join(',', list.Select(entry => entry.ToString())) : ""));

    private static string? Checksum(Rendering rendering) =>
        Rendering.Value(rendering.Single("StatefulSet"), "spec", "template", "metadata", "annotations", "checksum/settings");

    private static Rendering DynamicOf(string source) => source == "k8s/chart" ? OfChart("") : Component.AddedTo(source, "dynamic-membership");

    private static Rendering OfChart(string values) => Rendering.OfChart([.. Rendering.Given($"{Dynamic} {values}")]);
}
