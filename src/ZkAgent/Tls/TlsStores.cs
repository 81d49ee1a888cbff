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
        string?[] paths = [port.Files.KeyStore?.Path, port.Files.KeyStore?.PasswordFile, port.Files.TrustStore?.Path, port.Files.TrustStore?.PasswordFile];
        foreach (var path in paths.OfType<string>())
        {
            if (!File.Exists(path)) return $"cannot use {path} for {port.Text}: there is no such file; mount the Secret there";
            if (!UnixPath.IsReadable(path)) return $"cannot use {path} for {port.Text}: user {LibC.EffectiveUser()} cannot read it; set defaultMode 0440 in the volume and securityContext.fsGroup in the pod";
        }
        return null;
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
