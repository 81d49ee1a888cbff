using Xunit;
using ZkAgent.CommandLine;
using ZkAgent.Core.Supervision;
using ZkAgent.Resilience;
using ZkAgent.Supervision;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tls;

namespace ZkAgent.Tests.Tls;

public sealed class MountedCertificatesTests : IDisposable
{
    private readonly ObservedTime _time = new();
    private readonly RememberedLog<MountedCertificatesTests> _log = new();
    private readonly GivenCertificates _given;
    private readonly SupervisionState _state;
    private readonly PortCertificate _certificate;
    private readonly MountedFilesGate _gate;

    public MountedCertificatesTests()
    {
        _given = new(_time.GetUtcNow());
        _state = new(new(_time));
        _certificate = new(_given.Port);
        _gate = new([new MountedCertificates([_certificate], new(GivenCertificates.Host, _time))], _state, _time, _log);
    }

    [Fact]
    public async Task Good_files_pass_at_once_and_are_written_for_ZooKeeper()
    {
        _given.Put(_given.Issue());

        Assert.Null(await _gate.PassAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", await File.ReadAllTextAsync(_given.Port.Stores.KeyStore, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_given.Port.Stores.KeyStore));
        Assert.Equal(_given.Authority, await File.ReadAllTextAsync(_given.Port.Stores.TrustStore, TestContext.Current.CancellationToken));
        Assert.Equal("CN=zk", _certificate.Taken!.Leaf!.Subject);
    }

    [Fact]
    public async Task Files_that_cannot_be_used_hold_ZooKeeper_back_until_they_can()
    {
        var pass = _gate.PassAsync(TestContext.Current.CancellationToken);
        await _time.UntilTimerAsync(Pipelines.MountedFilesPause);
        Assert.Equal($"held back: cannot use ZK_QUORUM_TLS_DIR={_given.Mount}: tls.crt is missing; the Secret needs the key tls.crt", _state.Now.Sentence);
        Assert.Equal(ProcessPhase.HeldBack, _state.Now.Phase);
        Assert.False(File.Exists(_given.Port.Stores.KeyStore));

        _given.Put(_given.Issue(days: -1));
        _time.Advance(Pipelines.MountedFilesPause);
        await _time.UntilTimerAsync(Pipelines.MountedFilesPause);
        Assert.Contains("its certificate expired on ", _state.Now.Sentence, StringComparison.Ordinal);

        _given.Put(_given.Issue());
        _time.Advance(Pipelines.MountedFilesPause);
        Assert.Null(await pass);
        Assert.True(File.Exists(_given.Port.Stores.KeyStore));
    }

    [Fact]
    public async Task A_restart_in_place_goes_on_with_the_earlier_certificate()
    {
        _given.Put(_given.Issue());
        Assert.Null(await _gate.PassAsync(TestContext.Current.CancellationToken));
        var before = await File.ReadAllTextAsync(_given.Port.Stores.KeyStore, TestContext.Current.CancellationToken);

        _given.Put("tls.key", _given.Issue().Key);

        Assert.Null(await _gate.PassAsync(TestContext.Current.CancellationToken));
        Assert.Equal(before, await File.ReadAllTextAsync(_given.Port.Stores.KeyStore, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_FIFO_is_told_and_not_waited_for()
    {
        _given.Put(_given.Issue());
        File.Delete(Path.Combine(_given.Mount, "tls.key"));
        using var made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(_given.Mount, "tls.key")]);
        await made.WaitForExitAsync(TestContext.Current.CancellationToken);

        var pass = _gate.PassAsync(TestContext.Current.CancellationToken);
        await _time.UntilTimerAsync(Pipelines.MountedFilesPause);

        Assert.False(pass.IsCompleted);
        Assert.EndsWith(": tls.key cannot be read: it is not a regular file", _state.Now.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        using var stop = new CancellationTokenSource();
        var pass = _gate.PassAsync(stop.Token);
        await _time.UntilTimerAsync(Pipelines.MountedFilesPause);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pass);
    }

    [Fact]
    public async Task A_run_directory_that_cannot_be_written_is_a_wrong_setting()
    {
        _given.Put(_given.Issue());
        await File.WriteAllTextAsync(_given.Directories.Run, "a file", TestContext.Current.CancellationToken);

        var refusal = await _gate.PassAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.WrongSettings, refusal!.Code);
        Assert.StartsWith($"cannot write {_given.Port.Stores.KeyStore}: ", refusal.Sentence, StringComparison.Ordinal);
    }

    public void Dispose() => _given.Dispose();
}
