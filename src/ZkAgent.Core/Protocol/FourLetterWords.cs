namespace ZkAgent.Core.Protocol;

/// <summary>The four-letter words the agent says and the fixed sentences ZooKeeper answers them with, each spelled once.</summary>
/// <remarks>ZooKeeper's own spelling: server/command/FourLetterCommands.java, AbstractFourLetterCommand.java, NopCommand.java.</remarks>
public static class FourLetterWords
{
    public const string Ruok = "ruok";
    public const string Imok = "imok";
    public const string Srvr = "srvr";
    public const string Mntr = "mntr";

    /// <summary>What srvr, mntr and most others are answered while there is no quorum; ruok is not among them.</summary>
    public const string NotServing = "This ZooKeeper instance is not currently serving requests";

    /// <summary>How the refusal of a word ends; the word itself stands before it.</summary>
    public const string NotWhitelisted = "is not executed because it is not in the whitelist";
}
