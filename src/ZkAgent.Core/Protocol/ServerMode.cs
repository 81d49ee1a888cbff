namespace ZkAgent.Core.Protocol;

/// <summary>The state a server reports of itself, in srvr's Mode line or mntr's zk_server_state.</summary>
public enum ServerMode
{
    /// <summary>None of the known words.</summary>
    Unknown,
    Leader,
    Follower,
    Observer,
    Standalone,

    /// <summary>Without a quorum, serving read-only clients alone.</summary>
    ReadOnly,
}

/// <summary>ZooKeeper's words for <see cref="ServerMode"/>.</summary>
public static class ServerModes
{
    /// <summary>The modes that a server can say and their words.</summary>
    public static readonly IReadOnlyList<(ServerMode Mode, string Word)> All =
    [
        (ServerMode.Leader, "leader"), (ServerMode.Follower, "follower"), (ServerMode.Observer, "observer"),
        (ServerMode.Standalone, "standalone"), (ServerMode.ReadOnly, "read-only"),
    ];

    public static ServerMode Parse(ReadOnlySpan<char> word)
    {
        foreach (var (mode, known) in All)
            if (word.SequenceEqual(known)) return mode;
        return ServerMode.Unknown;
    }

    public static string Word(this ServerMode mode)
    {
        foreach (var (known, word) in All)
            if (known == mode) return word;
        return "unknown";
    }

    /// <summary>Clients can read and write through it, as far as the word alone tells.</summary>
    public static bool Serves(this ServerMode mode) =>
        mode is ServerMode.Leader or ServerMode.Follower or ServerMode.Observer or ServerMode.Standalone;
}
