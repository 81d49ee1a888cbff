using ZkAgent.CommandLine;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;
using ZkAgent.Peers;

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

    /// <summary>With dynamic membership: the members of the configuration at this moment, as an agent knows it.</summary>
    /// <param name="membership">Where agents are asked.</param>
    /// <param name="derived">The members that follow from the settings, whose agents may be asked.</param>
    /// <param name="securePort">Their client port with TLS; null where there is none.</param>
    /// <param name="output">Takes the list.</param>
    /// <param name="error">Takes the reason where the list is that of the settings.</param>
    public static async Task<int> RunDynamicAsync(MembershipRelay membership, EnsembleTopology derived, int? securePort, TextWriter output, TextWriter error)
    {
        var told = await membership.FindAsync(derived.Servers, StatusCommand.MemberDeadline, CancellationToken.None).ConfigureAwait(false);
        if (told?.Staying is null) await error.WriteLineAsync($"zkagent: warning: no agent tells the members; these follow from {SettingCatalog.Replicas.Name}").ConfigureAwait(false);
        return Run(told?.Staying ?? derived, securePort, output);
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
