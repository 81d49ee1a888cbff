using ZkAgent.Core.Health;

namespace ZkAgent.Health;

/// <summary>Reads from the kernel who listens on the quorum port, and who is connected to it.</summary>
/// <remarks>With hostNetwork the tables are those of the whole node; they are read line by line.</remarks>
internal static class QuorumPortReader
{
    private static readonly string[] s_tables = ["/proc/self/net/tcp", "/proc/self/net/tcp6"];

    /// <param name="port">The quorum port.</param>
    /// <returns>No listener where the tables can't be read.</returns>
    public static QuorumPort Read(int port)
    {
        try
        {
            return QuorumPort.Read(s_tables.Where(File.Exists).SelectMany(File.ReadLines), port);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
