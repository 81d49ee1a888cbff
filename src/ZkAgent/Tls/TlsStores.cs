using ZkAgent.Core.Settings;
using ZkAgent.Core.Tls;
using ZkAgent.Files;
using ZkAgent.Native;

namespace ZkAgent.Tls;

/// <summary>Reads a port's mounted files, has them judged, and writes ZooKeeper's stores.</summary>
/// <param name="host">This member's name.</param>
/// <param name="time">Certificates are valid by it.</param>
internal sealed class TlsStores(string host, TimeProvider time)
{
    /// <summary>Reads the mounted files.</summary>
    public static MountedFiles Files(TlsPort port)
    {
        var directory = port.Files.Directory;
        return new(TlsFileReader.Read(directory, TlsFileReader.Certificate), TlsFileReader.Read(directory, TlsFileReader.Key), TlsFileReader.Read(directory, TlsFileReader.Ca),
            port.Files.KeyPasswordFile is { } password ? TlsFileReader.Read(Path.GetDirectoryName(password)!, Path.GetFileName(password)).Text?.TrimEnd('\r', '\n') : null);
    }

    /// <summary>What the files have in them.</summary>
    public static TlsFacts Facts(TlsPort port, MountedFiles files) => CertificateReader.Read(files.Certificate, files.Key, files.Ca, files.KeyPassword, port.KeyPasswordSetting.Name);

    /// <summary>What follows from the files now.</summary>
    public TlsVerdict Judge(TlsPort port, TlsFacts facts) => TlsCheck.Decide(port, facts, time.GetUtcNow(), host, LibC.EffectiveUser());

    /// <summary>Why a store of the user's own can't be read; null where ZooKeeper can read it.</summary>
    public static string? PassedThroughProblem(TlsPort port)
    {
        var quorum = port.Quorum;
        var files = new[]
        {
            (Setting: quorum ? SecurityCatalog.QuorumTlsKeyStore : SecurityCatalog.ClientTlsKeyStore, port.Files.KeyStore?.Path),
            (Setting: quorum ? SecurityCatalog.QuorumTlsKeyStorePasswordFile : SecurityCatalog.ClientTlsKeyStorePasswordFile, Path: port.Files.KeyStore?.PasswordFile),
            (Setting: quorum ? SecurityCatalog.QuorumTlsTrustStore : SecurityCatalog.ClientTlsTrustStore, port.Files.TrustStore?.Path),
            (Setting: quorum ? SecurityCatalog.QuorumTlsTrustStorePasswordFile : SecurityCatalog.ClientTlsTrustStorePasswordFile, Path: port.Files.TrustStore?.PasswordFile),
        };
        foreach (var (setting, path) in files)
            if (path is not null && WhyUnreadable(path) is { } why) return $"cannot use {setting.Name}={path}: {why}";
        return null;
    }

    private static string? WhyUnreadable(string path)
    {
        if (Directory.Exists(path)) return "it is a directory, and a file was expected";
        if (!File.Exists(path)) return "there is no such file; mount the Secret there";
        if (FileStatus.IsSpecial(path)) return "it is not a regular file";
        return UnixPath.IsReadable(path) ? null
            : $"user {LibC.EffectiveUser()} cannot read it; set defaultMode 0440 in the volume and securityContext.fsGroup in the pod";
    }

    /// <summary>Writes the stores where they differ: the CAs first, so that what the other members show next is trusted already.</summary>
    /// <exception cref="IOException">The directory can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public static void Write(TlsVerdict verdict)
    {
        if (verdict.KeyStore is null) return;
        Directory.CreateDirectory(Path.GetDirectoryName(verdict.KeyStore.Path)!);
        if (verdict.TrustStore is { } trust) FileWriter.Write(trust);
        FileWriter.Write(verdict.KeyStore);
    }
}

/// <summary>The mounted files of a port as they were read.</summary>
/// <param name="KeyPassword">Null: none is set, or it can't be read.</param>
internal sealed record MountedFiles(TlsFileText Certificate, TlsFileText Key, TlsFileText Ca, string? KeyPassword);
