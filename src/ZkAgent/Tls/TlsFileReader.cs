using ZkAgent.Core.Tls;
using ZkAgent.Native;

namespace ZkAgent.Tls;

/// <summary>Reads the mounted files of a port.</summary>
internal static class TlsFileReader
{
    public const string Certificate = "tls.crt", Key = "tls.key", Ca = "ca.crt";

    /// <summary>What a Secret can hold.</summary>
    private const int LargestFile = 1 << 20;

    /// <returns>A file that does not exist has neither a text nor a failure.</returns>
    public static TlsFileText Read(string directory, string name)
    {
        var path = $"{directory}/{name}";
        try
        {
            if (Directory.Exists(path)) return new(name, null, "it is a directory");
            if (FileStatus.IsSpecial(path)) return new(name, null, "it is not a regular file");
            var length = new FileInfo(path) is { Exists: true } file ? file.Length : (long?)null;
            if (length is null && !File.Exists(path)) return new(name, null);
            return length > LargestFile ? new(name, null, $"it is larger than {LargestFile / 1024} KiB") : new(name, File.ReadAllText(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException) { return new(name, null); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return new(name, null, e.Message); }
    }
}
