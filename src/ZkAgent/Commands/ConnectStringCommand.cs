using ZkAgent.CommandLine;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;

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

    /// <summary><c>--external</c>: the list for clients outside the cluster.</summary>
    /// <param name="addresses">Where they reach the members; empty if no setting says it.</param>
    /// <param name="output">Takes the list.</param>
    /// <param name="error">Takes the reason why there is none.</param>
    public static int RunExternal(IReadOnlyList<ClientTarget> addresses, TextWriter output, TextWriter error)
    {
        var (list, problem) = ExternalAddresses.ConnectStringOf(addresses);
        if (list is null)
        {
            error.WriteLine($"zkagent: {problem}");
            return ExitCodes.WrongSettings;
        }
        output.WriteLine(list);
        return ExitCodes.Ok;
    }
}
