using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Ensemble;
using ZkAgent.Kubernetes;
using ZkAgent.Tests.ExecProbes;

namespace ZkAgent.Tests.Kubernetes;

/// <summary>What is behind the headless service besides the members of the list.</summary>
public sealed class HeadlessAddressesTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private static readonly ServerPattern Pattern = new("zk", "zk-hs.default.svc.cluster.local", 1, 2888, 3888, 2181, null, 0, null);

    private static readonly IPAddress Known = IPAddress.Parse("127.0.0.9"), Other = IPAddress.Loopback, Refusing = IPAddress.Parse("127.0.0.2");

    [Fact]
    public async Task A_member_beyond_the_list_is_found_by_its_own_name()
    {
        var found = await FindAsync("zk-4.zk-hs.default.svc.cluster.local", 5, Known, Other, Refusing);
        Assert.Equal([Pattern.At(4)], found.Members);
        Assert.Equal(["127.0.0.2"], found.Silent);
        Assert.Null(found.Problem);
    }

    [Fact]
    public async Task Only_addresses_that_no_known_name_has_are_asked()
    {
        var found = await FindAsync("zk-0.zk-hs.default.svc.cluster.local", 1, Known);
        Assert.Empty(found.Members);
        Assert.Empty(found.Silent);
    }

    [Theory]
    [InlineData("zk-4.zk-hs.prod.svc.cluster.local", 5)]
    [InlineData("zk-4.zk-hs.default.svc.cluster.local", 4)]
    [InlineData("other-0.zk-hs.default.svc.cluster.local", 1)]
    public async Task A_member_of_another_name_or_id_is_none_of_ours(string name, int id)
    {
        var found = await FindAsync(name, id, Other);
        Assert.Empty(found.Members);
        Assert.Equal(["127.0.0.1"], found.Silent);
    }

    [Fact]
    public async Task A_service_that_does_not_resolve_is_a_problem() =>
        Assert.Equal("cannot find the addresses behind zk-hs.default.svc.cluster.local: the name does not resolve", (await FindAsync("x", 1)).Problem);

    /// <param name="name">The name of the member at 127.0.0.1.</param>
    /// <param name="id">Its id.</param>
    /// <param name="behind">What the service resolves to; nothing: it does not.</param>
    private static async Task<UnknownMembers> FindAsync(string name, int id, params IPAddress[] behind)
    {
        var body = $$"""{"id":{{id}},"name":"{{name}}","serving":true}""";
        await using var agent = StubServer.Http($"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        var self = Pattern.At(0);
        var member = new CurrentMember(new LocalMember(new EnsembleTopology([self]), self, Standalone: false) { Pattern = Pattern });
        return await new HeadlessAddresses(member, agent.Port, (host, _) =>
            host == self.Host ? Task.FromResult<IPAddress[]>([Known])
            : behind.Length > 0 ? Task.FromResult(behind)
            : throw new SocketException((int)SocketError.HostNotFound), TimeProvider.System).FindAsync(Deadline, TestContext.Current.CancellationToken);
    }
}
