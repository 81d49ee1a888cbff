using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Volume;

/// <summary>Compares the identity of a volume with the server that has it now.</summary>
public static class VolumeIdentityVerdict
{
    /// <summary>Why the volume is refused; null when it is this server's.</summary>
    /// <param name="identity">What the volume says.</param>
    /// <param name="self">This server.</param>
    /// <param name="path">The identity file.</param>
    public static string? WhyRefused(VolumeIdentity identity, EnsembleServer self, string path) => identity.Server == self.Id ? null
        : $"cannot use this volume: {path} says that it is {identity.Name}'s (myid {identity.Server}), and this pod is {self.ShortName} (myid {self.Id}); "
          + $"give the pod its own volume, or set {SettingCatalog.ForceVolume.Name} if this one is to be taken nevertheless";

    /// <summary>Why an identity that can't be read is refused: it may be of a later version, or the volume may be damaged.</summary>
    public static string Unreadable(string path) =>
        $"cannot read {path}: expected lines such as server=1 and served=true; if the volume is this server's, remove that file";
}
