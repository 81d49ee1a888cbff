using Xunit;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Tls;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tls;

namespace ZkAgent.Tests.Tls;

public sealed class TlsStoresTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private TlsPort Port => new("client", new("/unused", null, new(_directory.At("key.p12"), _directory.At("password")), new(_directory.At("trust.p12"), null)), default, SecurityCatalog.ClientTlsDir)
    {
        KeyPasswordSetting = SecurityCatalog.ClientTlsKeyPasswordFile, ChecksPeers = true, Quorum = false, NeedsValidDates = true,
    };

    [Fact]
    public void A_store_of_the_users_own_that_cannot_be_read_is_told_with_its_setting()
    {
        Assert.Equal($"cannot use ZK_CLIENT_TLS_KEY_STORE={_directory.At("key.p12")}: there is no such file; mount the Secret there", TlsStores.PassedThroughProblem(Port));

        _directory.Write("key.p12", "store");
        Directory.CreateDirectory(_directory.At("password"));
        Assert.Equal($"cannot use ZK_CLIENT_TLS_KEY_STORE_PASSWORD_FILE={_directory.At("password")}: it is a directory, and a file was expected", TlsStores.PassedThroughProblem(Port));

        Directory.Delete(_directory.At("password"));
        _directory.Write("password", "secret");
        Assert.StartsWith("cannot use ZK_CLIENT_TLS_TRUST_STORE=", TlsStores.PassedThroughProblem(Port), StringComparison.Ordinal);

        _directory.Write("trust.p12", "store");
        Assert.Null(TlsStores.PassedThroughProblem(Port));
    }

    public void Dispose() => _directory.Dispose();
}
