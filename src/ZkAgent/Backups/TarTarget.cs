using System.Formats.Tar;
using System.Text;
using ZkAgent.Core.Backups;

namespace ZkAgent.Backups;

/// <summary>A backup as a tar stream, the manifest last. Nothing is compressed: tar has the length of a file before its content.</summary>
/// <param name="output">Takes the archive.</param>
/// <param name="now">The time of its entries.</param>
internal sealed class TarTarget(Stream output, DateTimeOffset now) : IBackupTarget
{
    private readonly TarWriter _tar = new(output, TarEntryFormat.Pax, leaveOpen: true);
    private string _name = "";

    public string Compression => Backups.Compression.None;

    public void Begin(string name) => _name = name;

    public BackupFile Add(string name, Stream content)
    {
        using var hash = new CountedContent(content);
        Write(name, hash);
        return new(name, hash.Length, hash.Sha256());
    }

    public StoredBackup Finish(BackupManifest manifest)
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(BackupManifestText.Write(manifest)));
        Write(BackupManifest.FileName, text);
        _tar.Dispose();
        output.Flush();
        return new("-", manifest);
    }

    /// <summary>Without a manifest the archive is no backup.</summary>
    public void Dispose()
    {
        try
        {
            _tar.Dispose();
        }
        // The reader of the pipe is gone.
        catch (IOException) { }
    }

    private void Write(string name, Stream content) => _tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{_name}/{name}")
    {
        DataStream = content, Mode = BackupLayout.FileMode, ModificationTime = now,
    });

    /// <summary>Hashes what the writer reads, and has the length that the writer asks for.</summary>
    private sealed class CountedContent(Stream content) : ReadingStream
    {
        private readonly HashingStream _hash = new(content);

        public override bool CanSeek => true;

        public override long Length => content.Length;

        public override long Position { get => _hash.Count; set => throw new NotSupportedException(); }

        public string Sha256() => _hash.Sha256();

        public override int Read(Span<byte> buffer) => _hash.Read(buffer);

        protected override void Dispose(bool disposing)
        {
            if (disposing) _hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
