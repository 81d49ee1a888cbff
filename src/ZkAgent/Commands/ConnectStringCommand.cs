using ZkAgent.CommandLine;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Commands;

/// <summary><c>zkagent connect-string</c>: the list that clients are configured with.</summary>
internal static class ConnectStringCommand
{
    /// <param name="topology">The members.</param>
    /// <param name="securePort">Their client port with TLS; null where there is none.</param>
    /// <param name="output">Takes the list.</param>
    public static int Run(EnsembleTopology topology, int? securePort, TextWriter output)
    {
        output.WriteLine(topology.ConnectString(securePort));
        return ExitCodes.Ok;
    }
}
