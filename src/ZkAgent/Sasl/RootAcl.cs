using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Sasl;
using ZkAgent.Health;
using ZkAgent.Hosting;
using ZkAgent.Protocol;
using ZkAgent.Volume;

namespace ZkAgent.Sasl;

/// <summary>Gives the nodes that a new ensemble begins with to the authenticated users, once it serves.</summary>
/// <remarks>
/// Only a node whose ACL is still the open one: each member that creates the ensemble may do it, in any order and more than once. No super user is needed,
/// because the open ACL lets each session change it. /zookeeper/config is read-only for everyone by itself.
/// </remarks>
/// <param name="users">Users that get an entry of their own, in addition to the one for all; so an image that knows no entry for all can serve them.</param>
/// <param name="marker">The work is left while it is there.</param>
/// <param name="health">The last health.</param>
/// <param name="client">Opens sessions as the agent's user.</param>
internal sealed class RootAcl(IReadOnlyList<string> users, RootAclMarker marker, VolumeThread thread, Func<HealthSnapshot> health, SampledServer server, SessionClient client, TimeProvider time, ILogger log) : ISupportingService
{
    public string Name => "root-acl";

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string[] _ids = [SaslUser.EveryUser, .. users];

    /// <summary>The root last: with it the work is done.</summary>
    private static readonly string[] Paths = ["/zookeeper/quota", "/zookeeper", "/"];

    public async Task RunAsync(CancellationToken stopping)
    {
        string? said = null;
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
        {
            if (health().State != HealthState.Serving) continue;
            // The data guard has decided before ZooKeeper served: a marker comes no later.
            if (!await thread.RunAsync(() => marker.IsThere, stopping).ConfigureAwait(false)) return;
            var problem = await client.RunAsync(server.Host, server.Port, SessionChecker.Deadline, CloseRootAsync, stopping).ConfigureAwait(false);
            if (problem is null)
            {
                await thread.RunAsync(() => { marker.Delete(); return true; }, stopping).ConfigureAwait(false);
                log.LogInformation("{Sentence}", $"The root of the new ensemble is for authenticated users only: /, /zookeeper and /zookeeper/quota have the ACL {string.Join(",", _ids.Select(id => $"sasl:{id}:cdrwa"))}, if they were open until now.");
                return;
            }
            if (problem != said) log.LogWarning("{Sentence}", $"cannot give the root of the new ensemble to the users yet: {problem}");
            said = problem;
        }
    }

    private async Task<string?> CloseRootAsync(Socket socket, CancellationToken stop)
    {
        var number = SaslLogin.LastNumber;
        foreach (var path in Paths)
        {
            var (acl, problem) = await AskAsync(socket, RequestFrames.GetAcl(++number, path), $"read the ACL of {path}", stop).ConfigureAwait(false);
            if (problem is not null) return problem;
            // Without permission to read it: it is no longer the open one.
            if (acl is { Error: ReplyFrame.NoAuth } or { Error: 0, IsOpenAcl: false }) continue;
            if (acl!.Error != 0) return $"cannot read the ACL of {path}: ZooKeeper answers with error {acl.Error}";
            (var set, problem) = await AskAsync(socket, RequestFrames.SetAcl(++number, path, "sasl", _ids), $"set the ACL of {path}", stop).ConfigureAwait(false);
            if (problem is not null) return problem;
            if (set!.Error != 0) return $"cannot set the ACL of {path}: ZooKeeper answers with error {set.Error}";
        }
        return null;
    }

    private static async Task<(ReplyFrame? Reply, string? Problem)> AskAsync(Socket socket, byte[] request, string what, CancellationToken stop)
    {
        await socket.SendAsync(request, stop).ConfigureAwait(false);
        var (frame, problem) = await SessionReader.ReadFrameAsync(socket, what, stop).ConfigureAwait(false);
        if (problem is not null) return (null, problem);
        return ReplyFrame.Parse(frame) is { } reply ? (reply, null) : (null, $"cannot {what}: the answer is cut off");
    }
}
