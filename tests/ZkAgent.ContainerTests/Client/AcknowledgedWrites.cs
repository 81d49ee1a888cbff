using System.Collections.Concurrent;
using System.Text;

namespace ZkAgent.ContainerTests.Client;

/// <summary>Remembers what ZooKeeper acknowledged, and finds what of it is gone: an acknowledged write may never be lost.</summary>
internal sealed class AcknowledgedWrites
{
    private readonly ConcurrentDictionary<string, byte[]> contents = new();

    public int Count => contents.Count;

    /// <summary>The paths of what was acknowledged so far.</summary>
    public IReadOnlyCollection<string> Paths => [.. contents.Keys];

    /// <summary>Creates a node and records it once that is acknowledged. A write without an answer may be lost and is not recorded.</summary>
    public async Task Create(ZooKeeperClient client, string path, byte[] data)
    {
        await client.Create(path, data);
        contents[path] = data;
    }

    /// <summary>Sets a node. Until an answer is there either content may be found, so the old one is forgotten first.</summary>
    public async Task Set(ZooKeeperClient client, string path, byte[] data)
    {
        contents.TryRemove(path, out _);
        await client.Set(path, data);
        contents[path] = data;
    }

    /// <summary>One line for each acknowledged write that is not there, or not as it was.</summary>
    public async Task<IReadOnlyList<string>> Lost(ZooKeeperClient client)
    {
        var checks = contents.Select(async write =>
        {
            try
            {
                var found = await client.Get(write.Key);
                return found.AsSpan().SequenceEqual(write.Value) ? null : $"{write.Key} holds {Shown(found)}, acknowledged was {Shown(write.Value)}";
            }
            catch (ZooKeeperError gone) when (gone.Code == ZooKeeperError.NoNode)
            {
                return $"{write.Key} is gone";
            }
        });
        return [.. (await Task.WhenAll(checks)).OfType<string>()];
    }

    private static string Shown(byte[] data) => data.Length <= 40 ? $"\"{Encoding.UTF8.GetString(data)}\"" : $"{data.Length} bytes";
}
