using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Health;
using ZkAgent.Membership;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Membership;

/// <summary>A change of the membership against a server that answers as its script says.</summary>
public sealed class ReconfigurationTests : IAsyncDisposable
{
    private const int Auth = 100, Sync = 9, GetData = 4, Reconfig = 16, Close = -11;

    private const string One = "server.1=zk-0.zk-hs:2888:3888:participant;2181\nversion=100000000";

    private const string Two = "server.1=zk-0.zk-hs:2888:3888:participant;2181\nserver.2=zk-1.zk-hs:2888:3888:participant;2181\nversion=100000005";

    private readonly ScriptedSession _session = new() { Data = { [GetData] = One, [Reconfig] = Two } };

    private readonly int _port;

    public ReconfigurationTests() => _port = _session.Port;

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Fact]
    public async Task The_whole_list_is_sent_on_condition_of_the_version_that_was_read()
    {
        var done = Assert.IsType<ReconfigurationResult.Done>(await RunAsync(AddSecond));

        Assert.Equal(0x100000005, done.Configuration.Version);
        Assert.Equal([1, 2], done.Configuration.Servers.Select(s => s.Id.Value));
        Assert.Equal([Auth, Sync, GetData, Reconfig, Close], _session.Operations);
        Assert.Contains("super:secret", _session.Text(Auth), StringComparison.Ordinal);
        Assert.Contains("server.1=zk-0.zk-hs:2888:3888:participant;2181,server.2=zk-1.zk-hs:2888:3888:participant;2181", _session.Text(Reconfig), StringComparison.Ordinal);
        Assert.EndsWith("0000000100000000", Convert.ToHexString(_session.Bodies[Reconfig]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_new_list_nothing_is_changed()
    {
        Assert.Equal(0x100000000, Assert.IsType<ReconfigurationResult.Nothing>(await RunAsync(_ => null)).Configuration.Version);
        Assert.Equal([Auth, Sync, GetData, Close], _session.Operations);
    }

    [Fact]
    public async Task The_same_list_is_no_change() =>
        Assert.IsType<ReconfigurationResult.Nothing>(await RunAsync(current => [.. current.Servers]));

    [Theory]
    [InlineData(Reconfig, -103, true)]
    [InlineData(Reconfig, -8, false)]
    [InlineData(Sync, -4, true)]
    [InlineData(GetData, -102, false)]
    [InlineData(Auth, -115, false)]
    public async Task An_error_is_a_result_and_the_session_is_closed_all_the_same(int operation, int error, bool again)
    {
        _session.Errors[operation] = error;

        var result = await RunAsync(AddSecond);

        if (again) Assert.StartsWith("cannot ", Assert.IsType<ReconfigurationResult.TryAgain>(result).Sentence, StringComparison.Ordinal);
        else Assert.StartsWith("cannot ", Assert.IsType<ReconfigurationResult.Refused>(result).Sentence, StringComparison.Ordinal);
        Assert.Equal(Close, _session.Operations[^1]);
    }

    [Fact]
    public async Task A_connection_that_ends_in_the_middle_is_tried_again()
    {
        _session.EndAt = Reconfig;
        Assert.Contains("closed without an answer", Assert.IsType<ReconfigurationResult.TryAgain>(await RunAsync(AddSecond)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again()
    {
        await _session.DisposeAsync();
        Assert.Contains("connection refused", Assert.IsType<ReconfigurationResult.TryAgain>(await RunAsync(AddSecond)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_is_not_understood_is_refused()
    {
        _session.Data[GetData] = "server.x=nothing";
        Assert.Contains("/zookeeper/config", Assert.IsType<ReconfigurationResult.Refused>(await RunAsync(AddSecond)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_of_every_possible_server_is_read()
    {
        _session.Data[GetData] = string.Concat(Enumerable.Range(1, ServerId.Highest).Select(i => $"server.{i}={new string('n', 59)}-{i}.{new string('d', 63)}.{new string('d', 63)}:2888:3888:participant;2181\n")) + "version=7";
        Assert.Equal(ServerId.Highest, Assert.IsType<ReconfigurationResult.Nothing>(await RunAsync(_ => null)).Configuration.Servers.Count);
    }

    [Fact]
    public void The_password_is_in_no_text() => Assert.DoesNotContain("secret", new SuperLogin("super:secret", null).ToString(), StringComparison.Ordinal);

    private static EnsembleServer[] AddSecond(EnsembleConfiguration current) =>
        [.. current.Servers, current.Servers[0] with { Id = new(2), Host = "zk-1.zk-hs" }];

    private async Task<ReconfigurationResult> RunAsync(Func<EnsembleConfiguration, IReadOnlyList<EnsembleServer>?> target)
    {
        var server = new SampledServer("127.0.0.1", _port, Standalone: false, () => throw new InvalidOperationException(), () => null);
        return await new Reconfiguration(server, new SuperLogin("super:secret", null), TimeProvider.System).RunAsync(target, TestContext.Current.CancellationToken);
    }
}
