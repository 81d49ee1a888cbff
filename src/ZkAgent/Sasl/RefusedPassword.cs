using ZkAgent.Core.Sasl;
using ZkAgent.Health;

namespace ZkAgent.Sasl;

/// <summary>Reads in ZooKeeper's warnings whether the other members refuse this one's user or password.</summary>
/// <param name="file">The file that has the warnings.</param>
internal sealed class RefusedPassword(string file, TimeProvider time) : IQuorumReason
{
    /// <summary>ZooKeeper tries each member again within seconds, and at least every minute.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromMinutes(2);

    public Task<string?> FindAsync(CancellationToken cancellation)
    {
        try
        {
            return Task.FromResult(time.GetUtcNow() - File.GetLastWriteTimeUtc(file) < Recent ? RefusedMembers.Reason(File.ReadAllText(file)) : null);
        }
        // The user's own log configuration writes no such file, and one that is rolled is missing for a moment.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return Task.FromResult<string?>(null); }
    }
}
