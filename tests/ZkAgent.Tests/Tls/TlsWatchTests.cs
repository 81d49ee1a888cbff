using Xunit;
using ZkAgent.Core.Tls;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tls;

namespace ZkAgent.Tests.Tls;

public sealed class TlsWatchTests : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ObservedTime _time = new();
    private readonly RememberedLog<TlsWatchTests> _log = new();
    private readonly GivenCertificates _given;
    private readonly PortCertificate _certificate;
    private readonly Task _running;

    public TlsWatchTests()
    {
        _given = new(_time.GetUtcNow());
        _given.Put(_given.Issue("CN=first"));
        _certificate = new(_given.Port);
        var stores = new TlsStores(GivenCertificates.Host, _time);
        _certificate.Taken = stores.Judge(_given.Port, TlsStores.Facts(_given.Port, TlsStores.Files(_given.Port)));
        TlsStores.Write(_certificate.Taken);
        _running = new TlsWatch([_certificate], stores, _time, _log).RunAsync(_stop.Token);
    }

    private string Store => File.ReadAllText(_given.Port.Stores.KeyStore);

    [Fact]
    public async Task A_changed_certificate_is_passed_on_once()
    {
        var next = _given.Issue("CN=second");
        _given.Put(next);
        await NextLook();
        await NextLook();

        Assert.EndsWith(next.Certificate, Store, StringComparison.Ordinal);
        Assert.Equal("CN=second", _certificate.Taken!.Leaf!.Subject);
        Assert.Equal((1, 0), _certificate.Reloads);
        Assert.Single(_log.Lines, line => line.Contains("ZooKeeper gets the changed certificates of the quorum port: CN=second, valid until ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broken_update_is_kept_out_and_told_once_until_a_good_one_comes()
    {
        var before = Store;
        _given.Put("tls.key", _given.Issue().Key);
        await NextLook();
        await NextLook();

        Assert.Equal(before, Store);
        Assert.Equal((0, 1), _certificate.Reloads);
        Assert.EndsWith("tls.key is not the key of tls.crt", _certificate.Refused, StringComparison.Ordinal);
        Assert.Single(_log.Lines, line => line.Contains("The certificate of the quorum port stays as it was: cannot use ZK_QUORUM_TLS_DIR=", StringComparison.Ordinal));

        _given.Put(_given.Issue("CN=third"));
        await NextLook();
        Assert.Null(_certificate.Refused);
        Assert.Equal((1, 1), _certificate.Reloads);
    }

    [Fact]
    public async Task A_second_CA_is_passed_on_with_the_key_store_unchanged()
    {
        using var other = new GivenCertificates(_time.GetUtcNow(), "second CA");
        var before = Store;
        _given.Put("ca.crt", _given.Authority + other.Authority);
        await NextLook();

        Assert.Equal(2, PemBlock.Read(await File.ReadAllTextAsync(_given.Port.Stores.TrustStore, TestContext.Current.CancellationToken)).Count);
        Assert.Equal(before, Store);
        Assert.Equal((1, 0), _certificate.Reloads);
    }

    [Fact]
    public async Task A_certificate_that_is_about_to_end_is_warned_of_when_the_days_go_by()
    {
        _time.Advance(TimeSpan.FromDays(91.5));
        await NextLook();

        Assert.Single(_log.Lines, line => line.Contains("the certificate of the quorum port ends in 8 days, on ", StringComparison.Ordinal));
    }

    /// <summary>Lets the watch look once more.</summary>
    private async Task NextLook()
    {
        await _time.UntilTimerAsync(TlsWatch.Pause);
        _time.Advance(TlsWatch.Pause);
        await _time.UntilTimerAsync(TlsWatch.Pause);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        _stop.Dispose();
        _given.Dispose();
    }
}
