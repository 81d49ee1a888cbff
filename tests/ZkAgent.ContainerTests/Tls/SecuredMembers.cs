using Xunit;

namespace ZkAgent.ContainerTests.Tls;

/// <summary>An ensemble with TLS on both ports that the tests of one class share. Only its third member changes.</summary>
public sealed class SecuredMembers : IAsyncLifetime
{
    private SecuredEnsemble? _ensemble;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_ensemble is not null) await _ensemble.DisposeAsync();
    }

    /// <summary>The ensemble. Two members serve; the third one is what the test before left.</summary>
    internal async Task<SecuredEnsemble> Get() => _ensemble ??= await SecuredEnsemble.Serving("ZK_CLIENT_TLS=only", "ZK_QUORUM_TLS=require", "ZK_TERMINATION_LOG=/tmp/last-words");
}
