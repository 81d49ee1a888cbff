using ZkAgent.Core.Launch;
using ZkAgent.Core.Supervision;
using ZkAgent.Native;
using ZkAgent.Supervision;

namespace ZkAgent.Backups;

/// <summary>Verifies a backup in a process of its own, so that the tree is never in the agent's memory.</summary>
/// <remarks>
/// It runs at the lowest priority. Where memory runs out in the container, the kernel is told to end it and not ZooKeeper.
/// </remarks>
internal sealed class VerificationProcess(IChildProcesses children)
{
    private const int Process = 0, LowestPriority = 19;

    /// <param name="path">The backup.</param>
    /// <param name="full">True to replay every transaction.</param>
    /// <returns>How it ended; 0 where the backup is good.</returns>
    /// <exception cref="OperationCanceledException">The agent stops; the process is ended.</exception>
    public async Task<ChildExit> RunAsync(string path, bool full, CancellationToken cancellation)
    {
        string[] command = [Environment.ProcessPath ?? "/proc/self/exe", "backup", "verify", .. full ? Array.Empty<string>() : ["--quick"], path];
        var started = await children.StartAsync(new LaunchPlan(command, new Dictionary<string, string>())).ConfigureAwait(false);
        if (started.Child is not { } child) return started.Failure;
        LibC.SetPriority(Process, child.Pid, LowestPriority);
        OfferToTheOutOfMemoryKiller(child.Pid);
        try
        {
            return await child.Exit.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            children.SignalGroup(child, LibC.SIGKILL);
        }
    }

    private static void OfferToTheOutOfMemoryKiller(int pid)
    {
        try
        {
            File.WriteAllText($"/proc/{pid}/oom_score_adj", "1000");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended already, or the kernel does not allow it.
        }
    }
}
