using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Kubernetes;

namespace ZkAgent.Tests.Kubernetes;

/// <summary>Reading the StatefulSet from an API server over TLS.</summary>
public sealed class StatefulSetClientTests : IAsyncDisposable
{
    private const string Path = "/apis/apps/v1/namespaces/default/statefulsets/zk";

    private const string Three = """{"kind":"StatefulSet","apiVersion":"apps/v1","metadata":{"name":"zk"},"spec":{"replicas":3,"volumeClaimTemplates":[{"metadata":{"name":"data"}},{"metadata":{"name":"log"}}]}}""";

    private readonly FakeApi _api = new();

    private ApiClient? _client;

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task The_wanted_ordinals_are_read_from_the_pods_own_namespace()
    {
        _api.Answers = _ => (200, Three);
        Assert.Equal(new WantedMembers.Range(0, 3), await ReadAsync());
        Assert.Equal(new WantedMembers.Range(0, 3), await ReadAsync(consistent: false));
        Assert.Equal([Path, Path + "?resourceVersion=0"], _api.Asked);
        Assert.Equal(1, _api.Connections);
    }

    [Fact]
    public async Task A_token_that_the_kubelet_replaces_is_used_at_the_next_request()
    {
        _api.Answers = _ => (200, Three);
        Assert.IsType<WantedMembers.Range>(await ReadAsync());
        _api.Token = "second";
        Assert.Equal("cannot read statefulsets/zk (401): the API server does not take the pod's token; see whether the service account still exists", Why(await ReadAsync()));
        _api.Put("token", "second\n");
        Assert.IsType<WantedMembers.Range>(await ReadAsync());
    }

    [Fact]
    public async Task Without_the_role_the_fix_is_named()
    {
        _api.Answers = _ => (403, "{}");
        Assert.Equal("cannot read statefulsets/zk (403): scaling down will leave dead voters; apply the Role", Why(await ReadAsync()));
    }

    [Fact]
    public async Task A_StatefulSet_that_is_not_there_is_gone()
    {
        _api.Answers = _ => (404, "{}");
        Assert.Equal("statefulsets/zk does not exist", Assert.IsType<WantedMembers.Gone>(await ReadAsync()).Why);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(302)]
    public async Task Another_status_is_no_answer(int status)
    {
        _api.Answers = _ => (status, "{}");
        Assert.Equal($"cannot read statefulsets/zk ({status}): the API server cannot answer now; it is asked again", Why(await ReadAsync()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("<html>")]
    [InlineData("""{"kind":"Status","spec":{}}""")]
    public async Task A_body_that_is_no_StatefulSet_is_no_answer(string body)
    {
        _api.Answers = _ => (200, body);
        Assert.StartsWith("cannot read statefulsets/zk: the answer is not the object that was asked for", Why(await ReadAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_answer_is_not_read_to_its_end()
    {
        _api.Answers = _ => (200, Three + new string(' ', ApiClient.LongestAnswer));
        Assert.EndsWith("answers with more than 2 MiB", Why(await ReadAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_API_server_that_does_not_answer_is_left_after_the_deadline()
    {
        _api.Answers = _ => null;
        Assert.EndsWith("did not answer within 2 s; a NetworkPolicy may block the way to the API server", Why(await ReadAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_CA_is_refused_until_the_account_has_that_CA()
    {
        _api.Answers = _ => (200, Three);
        await using var other = new FakeApi();
        var right = await File.ReadAllTextAsync(System.IO.Path.Combine(_api.Account.Directory, "ca.crt"), TestContext.Current.CancellationToken);
        _api.Put("ca.crt", await File.ReadAllTextAsync(System.IO.Path.Combine(other.Account.Directory, "ca.crt"), TestContext.Current.CancellationToken));
        Assert.Contains("is not one of ca.crt of the service account; a proxy may be in between", Why(await ReadAsync()), StringComparison.Ordinal);
        Assert.Empty(_api.Asked);
        _api.Put("ca.crt", right);
        Assert.IsType<WantedMembers.Range>(await ReadAsync());
    }

    [Theory]
    [InlineData("token", "set automountServiceAccountToken: true in the pod")]
    [InlineData("ca.crt", "see the ConfigMap kube-root-ca.crt of the namespace")]
    [InlineData("namespace", "the namespace is not known; set ZK_NAMESPACE")]
    public async Task What_the_account_lacks_is_named(string file, string fix)
    {
        _api.Remove(file);
        Assert.Contains(fix, Why(await ReadAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_no_certificate_is_named()
    {
        _api.Put("ca.crt", "nothing");
        Assert.Contains("is no certificate", Why(await ReadAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_of_Kubernetes_there_is_no_API_server()
    {
        using var client = new ApiClient(new PodAccount(null, "/nowhere"), TimeProvider.System);
        Assert.Equal("cannot read statefulsets/zk: KUBERNETES_SERVICE_HOST is not set; dynamic membership works in a pod of Kubernetes only",
            Why(await new StatefulSetClient(client, new PodAccount(null, "/nowhere"), "zk", "default").ReadAsync(true, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("10.96.0.1", "443", "https://10.96.0.1/")]
    [InlineData("fd00::1", "6443", "https://[fd00::1]:6443/")]
    [InlineData("api", null, "https://api/")]
    [InlineData("", "443", null)]
    public void The_address_is_that_of_the_kubelets_variables(string host, string? port, string? address) =>
        Assert.Equal(address, PodAccount.ServerOf(host, port)?.AbsoluteUri);

    [Fact]
    public async Task The_claims_of_every_page_tell_ordinals()
    {
        _api.Answers = path => path switch
        {
            Path => (200, Three),
            _ when path.EndsWith("?limit=250", StringComparison.Ordinal) => (200, """{"kind":"PartialObjectMetadataList","metadata":{"continue":"a b"},"items":[{"metadata":{"name":"data-zk-4"}},{"metadata":{"name":"data-other-zk-9"}}]}"""),
            _ when path.EndsWith("&continue=a%20b", StringComparison.Ordinal) => (200, """{"metadata":{},"items":[{"metadata":{"name":"log-zk-0"}},{"metadata":{"name":"data-zk-0"}}]}"""),
            _ => (404, "{}"),
        };
        Assert.Equal([0, 4], (await Client().ReadClaimsAsync(TestContext.Current.CancellationToken)).Ordinals!);
    }

    [Fact]
    public async Task Claims_that_may_not_be_listed_are_unknown_and_the_fix_is_named()
    {
        _api.Answers = path => path == Path ? (200, Three) : (403, "{}");
        var claims = await Client().ReadClaimsAsync(TestContext.Current.CancellationToken);
        Assert.Null(claims.Ordinals);
        Assert.Equal("cannot read persistentvolumeclaims (403): volumes of members that were scaled away cannot be seen before a first start; apply the Role", claims.Problem);
    }

    private StatefulSetClient Client() => new(_client ??= new ApiClient(_api.Account, TimeProvider.System), _api.Account, "zk", null);

    private Task<WantedMembers> ReadAsync(bool consistent = true) => Client().ReadAsync(consistent, TestContext.Current.CancellationToken);

    private static string Why(WantedMembers wanted) => Assert.IsType<WantedMembers.Unknown>(wanted).Why;
}
