using ZkAgent.Core.Settings;
using ZkAgent.Core.Tls;
using ZkAgent.Machine;
using ZkAgent.Native;

namespace ZkAgent.Tls;

/// <summary>What a user should know of TLS and authentication at the start, a sentence each.</summary>
internal static class TlsWarnings
{
    public static IEnumerable<string> Of(AgentSettings settings, bool standalone)
    {
        var ports = TlsPort.Of(settings, standalone);
        foreach (var port in ports.Where(p => p.PassedThrough))
            yield return $"the stores of {port.Text} are passed to ZooKeeper as they are: the agent checks neither their dates nor their chain, and ZooKeeper names no cause if they are wrong";
        if (ports.Any(p => !p.PassedThrough) && !LibSsl.IsAvailable)
            yield return "libssl is not installed, so these checks of certificates are left out: dates, key, chain, usage, names, and what the ports show; install libssl3";
        if ((ports.Any(p => !p.PassedThrough) || (settings.Security.UsesSasl && settings.Security.JaasFile is null)) && MountTable.IsInMemory(settings.Directories.Run) == false)
            yield return $"{settings.Directories.Run} ({SettingCatalog.RunDir.Name}) is on a disk, and private keys and passwords are written there: mount an emptyDir with medium Memory";
    }
}
