using System.Net;
using Microsoft.AspNetCore.Connections;
using Xunit;
using ZkAgent.CommandLine;
using ZkAgent.Hosting;
using ZkAgent.Http;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Http;

public sealed class WatchedListenerTests : IDisposable
{
    private readonly StopRequests _stop = new(TimeProvider.System);
    private readonly RememberedLog<AgentExit> _log = new();
    private readonly AgentExit _end;

    public WatchedListenerTests() => _end = new(_stop, new TerminationLog("/dev/null", TimeProvider.System), _log);

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task A_listener_that_fails_stops_the_agent_in_order_with_the_reason()
    {
        var listener = await BindAsync(() => throw new IOException("too many open files"));
        await Assert.ThrowsAsync<IOException>(async () => await listener.AcceptAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("cannot answer probes any longer: the HTTP server on 127.0.0.1:1 ended (too many open files); ", _end.Failure, StringComparison.Ordinal);
        Assert.Equal([_end.Failure!], _log.Lines);
        Assert.Equal("the agent itself, which failed", _stop.First?.By);
        _end.Decide(0);
        Assert.Equal(ExitCodes.AgentFailed, _end.Code);
    }

    [Fact]
    public async Task A_listener_that_ends_by_itself_does_so_too()
    {
        Assert.Null(await (await BindAsync(() => null)).AcceptAsync(TestContext.Current.CancellationToken));
        Assert.Contains("the listening socket was closed", _end.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listener_that_is_closed_when_the_host_stops_is_no_failure()
    {
        var listener = await BindAsync(() => null);
        await listener.UnbindAsync(TestContext.Current.CancellationToken);
        Assert.Null(await listener.AcceptAsync(TestContext.Current.CancellationToken));
        Assert.Null(_end.Failure);
        Assert.Null(_stop.First);
    }

    private async Task<IConnectionListener> BindAsync(Func<ConnectionContext?> accept) =>
        await new WatchedListenerFactory(new Factory(accept), _end).BindAsync(new IPEndPoint(IPAddress.Loopback, 1), TestContext.Current.CancellationToken);

    private sealed class Factory(Func<ConnectionContext?> accept) : IConnectionListenerFactory
    {
        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(new Listener(endpoint, accept));
    }

    private sealed class Listener(EndPoint endpoint, Func<ConnectionContext?> accept) : IConnectionListener
    {
        public EndPoint EndPoint => endpoint;

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => new(accept());

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => default;

        public ValueTask DisposeAsync() => default;
    }
}
