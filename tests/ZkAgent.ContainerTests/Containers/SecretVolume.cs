using System.Formats.Tar;
using System.Globalization;
using System.Text;
using DotNet.Testcontainers.Volumes;

namespace ZkAgent.ContainerTests.Containers;

/// <summary>A mounted Secret. A change replaces a directory behind a link, as the kubelet does it: no file itself changes.</summary>
internal sealed class SecretVolume(IVolume volume) : IAsyncDisposable
{
    /// <summary>Files of an archive of tar become the Secret's content. The owner is root, the group that of the pod.</summary>
    private const string Swap = """
        set -e
        new=..$(date +%s%N)
        mkdir /volume/$new
        echo ARCHIVE | base64 --decode | tar --extract --same-permissions --directory /volume/$new
        chown -R 0:1000 /volume/$new
        chmod 0755 /volume /volume/$new
        old=$(readlink /volume/..data || true)
        ln -s $new /volume/..next
        mv --no-target-directory /volume/..next /volume/..data
        date +%s%3N
        for file in /volume/$new/*; do ln -sfn ..data/${file##*/} /volume/${file##*/}; done
        for link in /volume/*; do if [ ! -e $link ]; then rm $link; fi; done
        if [ -n "$old" ]; then rm -r /volume/$old; fi
        """;

    public static async Task<SecretVolume> Create() => new(await TestVolume.Create());

    public IVolume Volume { get; } = volume;

    /// <summary>Replaces the content.</summary>
    /// <param name="files">Name and text of each file.</param>
    /// <returns>When members saw the new files.</returns>
    public Task<DateTimeOffset> Put(params IEnumerable<(string Name, string Text)> files)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive))
            foreach (var (name, text) in files)
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { Mode = UnixFileMode.UserRead | UnixFileMode.GroupRead, DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        return Put(archive.ToArray());
    }

    /// <summary>Replaces the content.</summary>
    /// <param name="archive">The files with their modes, as tar.</param>
    /// <returns>When members saw the new files.</returns>
    public async Task<DateTimeOffset> Put(byte[] archive)
    {
        var printed = await Volume.Shell(Swap.Replace("ARCHIVE", Convert.ToBase64String(archive), StringComparison.Ordinal));
        return DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(printed, CultureInfo.InvariantCulture));
    }

    public ValueTask DisposeAsync() => Volume.DisposeAsync();
}
