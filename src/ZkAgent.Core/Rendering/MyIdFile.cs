using System.Globalization;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Rendering;

/// <summary>The myid file: one number and a newline. ZooKeeper takes no trailing blank (exit 2).</summary>
public static class MyIdFile
{
    public static RenderedFile Render(DirectorySettings directories, ServerId id) => new(PathIn(directories), $"{id}\n") { Lasting = true };

    public static string PathIn(DirectorySettings directories) => $"{directories.Data}/myid";

    /// <summary>The number in a file's text, blanks around it forgiven; null when its first line is no number.</summary>
    public static long? Parse(string text) =>
        long.TryParse(text.Split('\n')[0].Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : null;
}
