using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Containers;

namespace ZkAgent.ContainerTests.Containers;

/// <summary>One run of the tests. Its containers, networks and volumes carry its id as a label, which Testcontainers sets.</summary>
/// <remarks>
/// A run holds a lock on a file that has its id as name. The kernel releases the lock when the process ends, however it ends. So a file that can be
/// locked names a run that was aborted, and what carries its id can be removed. A run of another machine has no file here: it is never touched.
/// </remarks>
internal sealed class Session
{
    private const string Suffix = ".lock";

    private static readonly string s_directory = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "zkagent-container-tests");

    private readonly Guid _id;
    private readonly FileStream _lock;

    private Session(Guid id)
    {
        Directory.CreateDirectory(s_directory);
        // Other runs must not see the file before it is locked.
        var unseen = Path.Combine(s_directory, $"{id:D}.new");
        (_id, _lock) = (id, new FileStream(unseen, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
        File.Move(unseen, PathOf(id));
    }

    public static Session Begin(Guid id) => new(id);

    /// <summary>Removes what is left of this run, and its lock.</summary>
    public async Task End(IDockerClient client)
    {
        await Remove(client, _id);
        File.Delete(PathOf(_id));
        await _lock.DisposeAsync();
    }

    /// <summary>Removes what runs left behind that ended without an <see cref="End"/>.</summary>
    public static async Task RemoveEnded(IDockerClient client)
    {
        if (!Directory.Exists(s_directory)) return;
        foreach (var path in Directory.GetFiles(s_directory, "*" + Suffix))
        {
            FileStream ended;
            try
            {
                ended = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // This run goes on, or another one removes what is left of it.
                continue;
            }
            await using (ended)
            {
                await Remove(client, Guid.ParseExact(Path.GetFileNameWithoutExtension(path), "D"));
                File.Delete(path);
            }
        }
    }

    private static string PathOf(Guid id) => Path.Combine(s_directory, $"{id:D}{Suffix}");

    private static async Task Remove(IDockerClient client, Guid id)
    {
        var labelled = Filter.By("label", $"{ResourceReaper.ResourceReaperSessionLabel}={id:D}");
        foreach (var container in await client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = labelled }))
            await client.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
        foreach (var network in await client.Networks.ListNetworksAsync(new NetworksListParameters { Filters = labelled }))
            await client.Networks.DeleteNetworkAsync(network.ID);
        foreach (var volume in (await client.Volumes.ListAsync(new VolumesListParameters { Filters = labelled })).Volumes ?? [])
            await client.Volumes.RemoveAsync(volume.Name, force: true);
    }
}
