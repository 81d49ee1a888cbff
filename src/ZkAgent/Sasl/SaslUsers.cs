using ZkAgent.Core.Sasl;
using ZkAgent.Core.Settings;
using ZkAgent.Files;
using ZkAgent.Machine;
using ZkAgent.Native;

namespace ZkAgent.Sasl;

/// <summary>The users that ZooKeeper is started with, and those of the mounted files now.</summary>
internal sealed class SaslUsers(AgentSettings settings)
{
    /// <summary>Of the agent's own user; for this agent's life.</summary>
    private readonly string _agentPassword = RandomText.Create();

    private volatile string? _started;

    /// <summary>The password of the agent's own user; null where the JAAS file is the user's.</summary>
    public string? AgentPassword => settings.Security.JaasFile is null ? _agentPassword : null;

    /// <summary>True once ZooKeeper may be started with what was written.</summary>
    public bool IsWritten => _started is not null;

    public SaslVerdict Read() => SaslCheck.Decide(settings, UserFiles.Read(settings), _agentPassword, LibC.EffectiveUser());

    /// <summary>Writes the JAAS file of usable files, and remembers what ZooKeeper starts with.</summary>
    /// <exception cref="IOException">The run directory can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The run directory may not be written.</exception>
    public void Write(SaslVerdict verdict)
    {
        if (verdict.Users is { } users)
        {
            Directory.CreateDirectory(settings.Directories.Run);
            FileWriter.Write(JaasFile.Render(settings.Directories, users));
        }
        _started = verdict.Content;
    }

    /// <summary>True where the files say something else than ZooKeeper was started with; false before its start.</summary>
    public bool IsOutdated(SaslVerdict now) => _started is { } started && (!now.IsUsable || now.Content != started);
}
