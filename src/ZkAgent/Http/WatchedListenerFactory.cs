using System.Net;
using Microsoft.AspNetCore.Connections;
using ZkAgent.Hosting;

namespace ZkAgent.Http;

/// <summary>Reports a listener that can no longer accept connections: Kestrel would only log it and run on.</summary>
internal sealed class WatchedListenerFactory(IConnectionListenerFactory inner, AgentExit end) : IConnectionListenerFactory
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await inner.BindAsync(endpoint, cancellationToken).ConfigureAwait(false), end);

    private sealed class Listener(IConnectionListener inner, AgentExit end) : IConnectionListener
    {
        private volatile bool _closing;

        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            try
            {
                var connection = await inner.AcceptAsync(cancellationToken).ConfigureAwait(false);
                if (connection is null && !_closing) end.Fail(Sentence("the listening socket was closed"));
                return connection;
            }
            catch (Exception exception) when (!_closing && !cancellationToken.IsCancellationRequested)
            {
                end.Fail(Sentence(exception.Message), exception);
                throw;
            }
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            _closing = true;
            return inner.UnbindAsync(cancellationToken);
        }

        public ValueTask DisposeAsync()
        {
            _closing = true;
            return inner.DisposeAsync();
        }

        private string Sentence(string why) =>
            $"cannot answer probes any longer: the HTTP server on {EndPoint} ended ({why.TrimEnd('.')}); zkagent stops ZooKeeper and ends, so that the container is started again";
    }
}
