using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Families;

/// <summary>TLS as Bitnami's variables ask for it. The stores are aliases of settings, and their types and passwords keys of zoo.cfg.</summary>
internal static class BitnamiTls
{
    internal const string Client = "ZOO_TLS_CLIENT_ENABLE", Quorum = "ZOO_TLS_QUORUM_ENABLE", QuorumClientAuth = "ZOO_TLS_QUORUM_CLIENT_AUTH";

    private const string DefaultPort = "3181";

    public static void Translate(FamilyVariables variables, Translation into)
    {
        if (variables.Switch(Client) == true)
        {
            var by = variables.Find(Client)!.Value;
            // The image closes the plaintext port; the agent leaves it to itself, on 127.0.0.1.
            into.Set(SecurityCatalog.ClientTls, by with { Text = SecurityPhases.Word(ClientTlsPhase.Only) });
            into.Default(SecurityCatalog.ClientTlsPort, by with { Text = DefaultPort });
        }
        var auth = variables.Find(QuorumClientAuth);
        if (variables.Switch(Quorum) != true) return;
        into.Set(SecurityCatalog.QuorumTls, variables.Find(Quorum)!.Value with { Text = SecurityPhases.Word(QuorumTlsPhase.Require) });
        switch (auth?.Text.ToLowerInvariant())
        {
            case null or "need": break;
            case "none" or "want":
                variables.Warnings.Add($"{auth.Value.Origin}={auth.Value.Text} has no effect: each member has to show a certificate (need), because one without could join the ensemble");
                break;
            default:
                variables.Problems.Add(new(auth.Value.Origin, auth.Value.Text, "need: each member has to show a certificate"));
                break;
        }
    }
}
