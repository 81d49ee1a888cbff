using Xunit;
using ZkAgent.Core.Peers;

namespace ZkAgent.ChartTests;

public sealed class ValuesTests
{
    /// <summary>
    /// What some values need around them before they show. All passwords are given, because the chart makes other ones at each rendering.
    /// </summary>
    private static readonly string[] Contexts =
    [
        "",
        "replicaCount=1 persistence.dataLogDir.enabled=true",
        "metrics.prometheusRule.enabled=true",
        """metrics.prometheusRule.rules=[{"alert":"A"}]""",
        """metrics.prometheusRule.enabled=true metrics.prometheusRule.rules=[{"alert":"A"}]""",
        """networkPolicy.allowExternal=false networkPolicy.ingressNSMatchLabels={"a":"b"}""",
        "service.type=NodePort service.sessionAffinity=ClientIP metrics.enabled=true",
        "nodeAffinityPreset.key=a",
        "nodeAffinityPreset.type=soft",
        "externalAccess.enabled=true externalAccess.service.type=NodePort",
        "externalAccess.enabled=true networkPolicy.allowExternal=false",
        "externalAccess.enabled=true",
        "externalAccess.enabled=true externalAccess.domain=a.example tls.client.enabled=true tls.client.existingSecret=s",
        "metrics.serviceMonitor.enabled=true persistence.dataLogDir.enabled=true networkPolicy.allowExternal=false",
        $"{Both("certManager.enabled=true certManager.issuerRef.name=ca")}",
        $"{Both("existingSecret=a")} tls.client.phase=also",
        $"{Both(Stores)}",
        $"{Both($"{Stores} passwordsSecretName=p")}",
        "tls.client.enabled=true",
        "tls.quorum.enabled=true",
        "tls.client.enabled=true tls.client.certManager.issuerRef.name=ca",
        "tls.quorum.enabled=true tls.quorum.certManager.issuerRef.name=ca",
        "tls.client.enabled=true tls.client.truststorePath=/t.jks",
        "tls.client.enabled=true tls.client.keystorePath=/k.jks",
        "tls.quorum.enabled=true tls.quorum.truststorePath=/t.jks",
        "tls.quorum.enabled=true tls.quorum.keystorePath=/k.jks",
        "tls.client.existingSecret=a",
        "tls.quorum.existingSecret=b",
        "auth.client.enabled=true",
        "auth.client.usersSecret=u",
        "auth.client.enabled=true auth.client.serverUsers=a auth.client.serverPasswords=b",
        "auth.client.enabled=true auth.client.serverUsers=a",
        "auth.client.enabled=true auth.client.serverPasswords=b",
        "auth.client.enabled=true auth.client.clientUser=a",
        "auth.client.enabled=true auth.client.clientPassword=a",
        "auth.quorum.existingSecret=m",
        "membership=dynamic networkPolicy.allowExternalEgress=false",
        "auth.quorum.enabled=true auth.quorum.learnerPassword=one",
        "auth.quorum.enabled=true auth.quorum.serverUsers=quorum,third auth.quorum.serverPasswords=one,third",
        "auth.quorum.enabled=true auth.quorum.existingSecret=m",
        "backup.enabled=true backup.existingClaim=b",
        "backup.enabled=true backup.perMember=true",
        "backup.enabled=true",
        "backup.existingClaim=b",
        "backup.perMember=true",
    ];

    /// <summary>The one value that changes only the notes: it is Bitnami's, and any other setting of it would let every program join.</summary>
    private const string OnlyNoted = "tls.quorum.auth";

    private const string Stores = "existingSecret=a existingSecretKeystoreKey=k existingSecretTruststoreKey=t";

    private static readonly Lazy<string?[]> Unchanged = new(() => [.. Contexts.Select(context => Rendered(Rendering.Given(context)))]);

    public static TheoryData<string> Paths => [.. ChartValue.All.Select(v => v.Path).Where(path => path != OnlyNoted)];

    /// <summary>A context in which the value is accepted, and in which the other value renders something else or is refused.</summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public void No_value_does_nothing(string path)
    {
        var value = ChartValue.All.Single(v => v.Path == path);
        // Contexts of the same section first: each of them costs a run of helm
        var section = string.Join('.', path.Split('.').Take(2));
        var shows = Contexts.Index().OrderBy(c => c.Item.Length == 0 ? 0 : c.Item.Contains(section, StringComparison.Ordinal) ? 1 : 2)
            .Select(c => (Changed: Rendered([.. Rendering.Given(c.Item), "--set-json", $"{path}={value.Example}"]), Before: Unchanged.Value[c.Index]))
            .Any(both => both.Changed is not null && both.Changed != both.Before);
        Assert.True(shows, $"{path}={value.Example} renders what the default {value.Default} renders");
    }

    /// <summary>The values of one section, given to both sections with TLS on.</summary>
    private static string Both(string values) =>
        string.Join(' ', from section in (string[])["client", "quorum"] from value in $"enabled=true {values}".Split(' ') select $"tls.{section}.{value}");

    /// <summary>What the chart renders, null where it refuses the values.</summary>
    private static string? Rendered(params IEnumerable<string> arguments)
    {
        var (code, output, _) = Tool.Run("helm", ["template", "zk", "k8s/chart", .. arguments]);
        return code == 0 ? output : null;
    }

    [Fact]
    public void Every_value_has_a_schema_and_every_schema_a_value() =>
        Assert.Equal(ChartValue.All.Select(v => v.Path).Concat(RefusedValue.All.Select(v => v.Path)).Order(), ChartValue.OfSchema.Order());

    [Theory]
    [InlineData("replicCount=3")]
    [InlineData("replicaCount=three")]
    [InlineData("persistence.sise=1Gi")]
    [InlineData("podManagementPolicy=Serial")]
    [InlineData("autopurge.snapRetainCount=2")]
    public void A_misspelt_name_or_value_is_refused(string wrong)
    {
        var (code, _, error) = Tool.Run("helm", "template", "zk", "k8s/chart", "--set", wrong);
        Assert.NotEqual(0, code);
        Assert.Contains("schema", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_passes_helms_own_check() => Tool.Output("helm", "lint", "--strict", "k8s/chart");
}
