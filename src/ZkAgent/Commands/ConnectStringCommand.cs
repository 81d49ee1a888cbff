using ZkAgent.Core.Ensemble;

namespace ZkAgent.Commands;

/// <summary><c>zkagent connect-string</c>: the list that clients are configured with.</summary>
internal static class ConnectStringCommand
{
    public static int Run(EnsembleTopology topology, TextWriter output)
    {
        output.WriteLine(topology.ConnectString);
        return ExitCodes.Ok;
    }
}
