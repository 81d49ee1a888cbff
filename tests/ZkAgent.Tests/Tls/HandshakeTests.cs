using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Tls;
using ZkAgent.Net;
using ZkAgent.Tls;

namespace ZkAgent.Tests.Tls;

/// <summary>The agent's own handshakes, with a real listener.</summary>
public sealed class HandshakeTests : IDisposable
{
    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly GivenCertificates _given = new(Time.GetUtcNow());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private void HasStores((string Certificate, string Key) pair)
    {
        _given.Put(pair);
        TlsStores.Write(new TlsStores(GivenCertificates.Host, Time).Judge(_given.Port, TlsStores.Facts(_given.Port, TlsStores.Files(_given.Port))));
    }

    private async Task<PeerHandshake> TryAsync(int port) =>
        Assert.Single(await new PeerHandshakes(_given.Port.Stores, Time).TryAsync([new(new(2), "127.0.0.1", 2888, port, ServerRole.Participant, 2181)], Stop));

    [Fact]
    public async Task The_certificate_that_a_port_shows_is_seen_with_and_without_one_of_our_own()
    {
        var pair = _given.Issue("CN=shown");
        HasStores(pair);
        await using var listener = new TlsListener(pair, _given.Authority);
        using var own = new OwnCertificate(_given.Port.Stores);

        foreach (var context in new[] { own.Context, null })
        {
            var served = await new TlsHandshake(Time).LookAsync(TcpDial.Loopback, listener.Port, context, Stop);

            Assert.Null(served.Problem);
            Assert.Equal(PemBlock.Read(pair.Certificate)[0].Data, served.Data);
        }
    }

    [Fact]
    public async Task A_port_without_TLS_is_told()
    {
        await using var listener = new TlsListener(null, _given.Authority);

        var served = await new TlsHandshake(Time).LookAsync(TcpDial.Loopback, listener.Port, null, Stop);

        Assert.Null(served.Data);
        Assert.NotNull(served.Problem);
    }

    [Fact]
    public async Task A_peer_of_the_same_CA_takes_our_certificate()
    {
        HasStores(_given.Issue());
        await using var listener = new TlsListener(_given.Issue(), _given.Authority);

        Assert.Null((await TryAsync(listener.Port)).Problem(Time.GetUtcNow()));
    }

    [Fact]
    public async Task A_peer_of_another_CA_is_told_by_its_issuer()
    {
        using var other = new GivenCertificates(Time.GetUtcNow(), "other CA");
        HasStores(_given.Issue());
        await using var listener = new TlsListener(other.Issue(), _given.Authority);

        Assert.EndsWith("shows a certificate that is not signed by this member's ca.crt (its issuer is CN=other CA)", (await TryAsync(listener.Port)).Problem(Time.GetUtcNow()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_refuses_our_certificate_is_told_with_its_alert()
    {
        using var other = new GivenCertificates(Time.GetUtcNow(), "other CA");
        HasStores(_given.Issue());
        await using var listener = new TlsListener(_given.Issue(), other.Authority);

        Assert.Contains("refuses this member's certificate (", (await TryAsync(listener.Port)).Problem(Time.GetUtcNow()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_with_an_expired_certificate_is_told()
    {
        HasStores(_given.Issue());
        await using var listener = new TlsListener(_given.Issue(days: -1), _given.Authority);

        Assert.Contains("shows a certificate that expired on ", (await TryAsync(listener.Port)).Problem(Time.GetUtcNow()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_speaks_no_TLS_is_told()
    {
        HasStores(_given.Issue());
        await using var listener = new TlsListener(null, _given.Authority);

        Assert.EndsWith("does not answer TLS on its election port; it may be at another step of ZK_QUORUM_TLS", (await TryAsync(listener.Port)).Problem(Time.GetUtcNow()), StringComparison.Ordinal);
    }

    public void Dispose() => _given.Dispose();
}
