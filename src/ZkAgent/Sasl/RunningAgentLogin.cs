using ZkAgent.Core.Sasl;
using ZkAgent.Core.Settings;
using ZkAgent.Protocol;

namespace ZkAgent.Sasl;

/// <summary>How a command next to the running agent authenticates its sessions: as the agent's own user, whose password is in the JAAS file of ZooKeeper's start.</summary>
internal static class RunningAgentLogin
{
    public static AgentLogin Read(AgentSettings settings)
    {
        if (settings.Security.ClientSasl == ClientSaslPhase.Off || settings.Security.JaasFile is not null) return AgentLogin.Of(settings, password: null);
        var path = JaasFile.PathIn(settings.Directories);
        string why;
        try
        {
            // The agent's password has letters and digits only: nothing in it is escaped.
            if (JaasOption.Find(File.ReadAllText(path), JaasFile.ServerSection, JaasFile.KeyOf(SaslUser.Agent)) is { } password) return AgentLogin.Of(settings, password);
            why = $"it has no user {SaslUser.Agent}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            why = e.Message.TrimEnd('.');
        }
        // Below require, a session needs no user.
        return settings.Security.ClientSasl == ClientSaslPhase.Require
            ? new(null, $"the password of {SaslUser.Agent} in {path} cannot be read ({why}), and {SecurityCatalog.ClientSasl.Name} is require; run the command in the container of the agent and as its user")
            : new(null, null);
    }
}
