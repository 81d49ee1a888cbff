using System.Security.Cryptography;
using System.Text;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Restores;

namespace ZkAgent.Core.Tests.Restores;

/// <summary>Ids of restores, as the agent makes them.</summary>
internal static class GivenRestore
{
    public static EnsembleId Id(string backup = "b", string cut = "0x5", string name = "1") => RestoreId.Of(SHA256.HashData(Encoding.UTF8.GetBytes(RestoreId.Text(backup, cut, name))));
}
