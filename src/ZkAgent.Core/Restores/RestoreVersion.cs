using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Restores;

/// <summary>Compares the ZooKeeper that is started with the one that wrote the backup.</summary>
public static class RestoreVersion
{
    /// <summary>A warning where the data is of a later version than the image; null where it is not, or where a version is not known.</summary>
    /// <param name="image">The version that is started; null where it is not known.</param>
    /// <param name="data">The version in the backup's manifest.</param>
    public static string? Warning(ZooKeeperVersion? image, string data) =>
        image is { } ours && ZooKeeperVersion.Parse(data) is { } theirs && ours < theirs
            ? $"the backup was made by ZooKeeper {data} and this image has {ours}: an older ZooKeeper may not read it, so use an image with {data} or later"
            : null;
}
