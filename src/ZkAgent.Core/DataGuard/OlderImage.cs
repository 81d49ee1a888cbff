using ZkAgent.Core.Launch;

namespace ZkAgent.Core.DataGuard;

/// <summary>Compares the ZooKeeper that is started with the one that wrote the data: ZooKeeper supports no downgrade.</summary>
public static class OlderImage
{
    /// <summary>A warning where the data is of a later version than the image; null where it is not, or where a version is not known.</summary>
    /// <param name="image">The version that is started; null where it is not known.</param>
    /// <param name="data">The version that wrote the data; null where it is not known.</param>
    /// <param name="what">The data and what that version did with it, as the beginning of the sentence.</param>
    public static string? Warning(ZooKeeperVersion? image, string? data, string what) =>
        image is { } ours && data is not null && ZooKeeperVersion.Parse(data) is { } theirs && ours < theirs
            ? $"{what} ZooKeeper {theirs} and this image has {ours}: an older ZooKeeper may not read it, so use an image with {theirs} or later"
            : null;
}
