using System.Diagnostics;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Xunit;
using ZkAgent.Core.Tests;

namespace ZkAgent.ContainerTests.Tls;

/// <summary>Makes certificates on the host, with tests/tls/certificates.sh. They exist only while the test runs.</summary>
internal sealed class TestCertificates : IDisposable
{
    private const string Script = "tests/tls/certificates.sh";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("zkagent-tls-");
    private int _made;

    /// <summary>Makes tls.crt, tls.key and ca.crt.</summary>
    /// <param name="kind">A case of the script: what is right or wrong with the files.</param>
    /// <param name="authority">The name of the CA that signs. It is made at its first use.</param>
    /// <param name="trusted">The CAs of ca.crt, which were used before; none: the one that signs.</param>
    public async Task<MountedCertificate> Make(string kind, string authority, params IReadOnlyList<string> trusted)
    {
        var directory = Path.Combine(_root.FullName, $"{++_made}");
        await Run(kind, directory, Authority(authority));
        if (trusted.Count > 0)
        {
            var all = await Task.WhenAll(trusted.Select(name => File.ReadAllTextAsync(Path.Combine(Authority(name), "ca.crt"), Cancellation)));
            File.Delete(Path.Combine(directory, "ca.crt"));
            await File.WriteAllTextAsync(Path.Combine(directory, "ca.crt"), string.Concat(all), Cancellation);
        }
        using var archive = new MemoryStream();
        await TarFile.CreateFromDirectoryAsync(directory, archive, includeBaseDirectory: false, Cancellation);
        return new(kind, archive.ToArray(), await Fingerprint(Path.Combine(directory, "tls.crt")));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Authority(string name) => Path.Combine(_root.FullName, "ca", name);

    /// <returns>Of the first certificate; empty where there is none that can be read.</returns>
    private static async Task<string> Fingerprint(string path)
    {
        if (!File.Exists(path)) return "";
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(path, Cancellation));
            return certificate.GetCertHashString(HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            return "";
        }
    }

    private static async Task Run(params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, Script), arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, $"{Script} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error}");
    }
}

/// <summary>The files of a Secret, and the certificate that a port shows with them.</summary>
/// <param name="Kind">The case of the script.</param>
/// <param name="Archive">The files with their modes, as tar.</param>
/// <param name="Fingerprint">SHA-256 of the first certificate; empty where there is none.</param>
internal sealed record MountedCertificate(string Kind, byte[] Archive, string Fingerprint);
