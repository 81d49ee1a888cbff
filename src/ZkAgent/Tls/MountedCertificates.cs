using ZkAgent.CommandLine;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Tls;
using ZkAgent.Supervision;

namespace ZkAgent.Tls;

/// <summary>The certificates of each port, and ZooKeeper's stores of them.</summary>
/// <remarks>With certificates that can't be used ZooKeeper starts all the same, and refuses each connection without naming the cause.</remarks>
internal sealed class MountedCertificates(IReadOnlyList<PortCertificate> ports, TlsStores stores) : IMountedFiles
{
    public MountedFilesState Read()
    {
        var faults = new List<string>();
        foreach (var certificate in ports)
        {
            if (certificate.Port.PassedThrough)
            {
                if (TlsStores.PassedThroughProblem(certificate.Port) is { } missing) faults.Add(missing);
                continue;
            }
            var verdict = stores.Judge(certificate.Port, TlsStores.Facts(certificate.Port, TlsStores.Files(certificate.Port)));
            if (verdict.Problem is null) certificate.Taken = verdict;
            // A restart of ZooKeeper in place goes on with the stores that it had, as it would have without the restart.
            else if (certificate.Taken is null) faults.Add(verdict.Problem);
        }
        return new([], faults);
    }

    public StartRefusal? Write()
    {
        foreach (var verdict in ports.Select(p => p.Taken).OfType<TlsVerdict>())
        {
            try
            {
                TlsStores.Write(verdict);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new(ExitCodes.WrongSettings, $"cannot write {verdict.KeyStore!.Path}: {e.Message.TrimEnd('.')}; see that {SettingCatalog.RunDir.Name} is writable");
            }
        }
        return null;
    }
}
