using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Tls;

/// <summary>Three members with mounted certificates on both ports: the first two have good ones, those of the third one are what a test puts there.</summary>
internal sealed class SecuredEnsemble : IAsyncDisposable
{
    public const int ClientPort = 2281, ElectionPort = 3888, Third = 2;

    /// <summary>The names of the CAs that all members trust.</summary>
    public const string Clients = "clients", Quorum = "quorum";

    private const string ClientDirectory = "/etc/zookeeper/tls/client", QuorumDirectory = "/etc/zookeeper/tls/quorum";

    private readonly string[] _settings;

    private SecuredEnsemble(Ensemble members, string[] settings) => (Members, _settings) = (members, settings);

    public Ensemble Members { get; }

    public TestCertificates Certificates { get; } = new();

    /// <summary>The certificates of the first two.</summary>
    public required SecretVolume ClientFiles { get; init; }
    public required SecretVolume QuorumFiles { get; init; }

    /// <summary>The certificates of the third one.</summary>
    public required SecretVolume ThirdClientFiles { get; init; }
    public required SecretVolume ThirdQuorumFiles { get; init; }

    public MemberContainer this[int ordinal] => Members[ordinal];

    /// <summary>Good certificates everywhere, and no member started.</summary>
    /// <param name="settings">NAME=value each, for all members.</param>
    public static async Task<SecuredEnsemble> Prepare(params string[] settings)
    {
        var ensemble = new SecuredEnsemble(await Ensemble.Prepare(3), settings)
        {
            ClientFiles = await SecretVolume.Create(), QuorumFiles = await SecretVolume.Create(), ThirdClientFiles = await SecretVolume.Create(), ThirdQuorumFiles = await SecretVolume.Create(),
        };
        try
        {
            await ensemble.ClientFiles.Put((await ensemble.Certificates.Make("good", Clients)).Archive);
            await ensemble.QuorumFiles.Put((await ensemble.Certificates.Make("good", Quorum)).Archive);
            await ensemble.Repair();
        }
        catch
        {
            await ensemble.DisposeAsync();
            throw;
        }
        return ensemble;
    }

    /// <summary>Three members that serve.</summary>
    /// <param name="settings">NAME=value each, for all members.</param>
    public static async Task<SecuredEnsemble> Serving(params string[] settings)
    {
        var ensemble = await Prepare(settings);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(ordinal => ensemble.Start(ordinal, member => member.UntilReady())));
        }
        catch
        {
            await ensemble.DisposeAsync();
            throw;
        }
        return ensemble;
    }

    /// <summary>Gives the third member good certificates.</summary>
    public async Task Repair()
    {
        await ThirdClientFiles.Put((await Certificates.Make("good", Clients)).Archive);
        await ThirdQuorumFiles.Put((await Certificates.Make("good", Quorum)).Archive);
    }

    /// <summary>Starts a member; one that ran under this ordinal is removed first.</summary>
    /// <param name="ordinal">Which one.</param>
    /// <param name="configure">What differs from the other members.</param>
    public Task<MemberContainer> Start(int ordinal, Func<MemberBuilder, MemberBuilder>? configure = null) => Members.Start(ordinal, member =>
    {
        member = member.WithSettings(_settings).WithTmpfs("/run/zkagent", "uid=1000,gid=1000,mode=0700").WithSettings("ZK_RUN_DIR=/run/zkagent")
            .WithVolumeMount((ordinal == Third ? ThirdClientFiles : ClientFiles).Volume, ClientDirectory)
            .WithVolumeMount((ordinal == Third ? ThirdQuorumFiles : QuorumFiles).Volume, QuorumDirectory);
        return configure?.Invoke(member) ?? member;
    });

    /// <summary>Fails unless the first two serve.</summary>
    public async Task AssertOthersServe()
    {
        foreach (var ordinal in (int[])[0, 1])
        {
            var answer = await this[ordinal].Get("/readyz");
            Assert.True(answer.Status == 200, $"zk-{ordinal}: {answer.Body}");
        }
    }

    /// <summary>Looks at a port from outside, as a client that is not ours.</summary>
    /// <returns>SHA-256 of the certificate that it shows; empty where it shows none.</returns>
    public async Task<string> Served(int ordinal, int port)
    {
        var shown = "";
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(await this[ordinal].Address(), port, TestContext.Current.CancellationToken);
            // The certificate itself is what is asked for: a test compares it.
            await using var tls = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) =>
            {
                shown = certificate?.GetCertHashString(HashAlgorithmName.SHA256) ?? "";
                return certificate is not null;
            });
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, TestContext.Current.CancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // The port refuses a client without a certificate after it showed its own.
        }
        return shown;
    }

    public async ValueTask DisposeAsync()
    {
        await Members.DisposeAsync();
        foreach (var volume in (SecretVolume[])[ClientFiles, QuorumFiles, ThirdClientFiles, ThirdQuorumFiles]) await volume.DisposeAsync();
        Certificates.Dispose();
    }
}
