using System.Globalization;
using System.Text;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Backups;

/// <summary>The manifest as the text of its file: lines of key=value, and a last line that says that none is missing.</summary>
public static class BackupManifestText
{
    private const string Head = "# A backup of ZooKeeper's data; written by zkagent.\n";

    /// <summary>ISO 8601 with milliseconds, UTC.</summary>
    private const string TimeForm = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private const string CheckKey = "check";

    public static string Write(BackupManifest m)
    {
        var text = new StringBuilder(Head);
        Line("format", Number(BackupManifest.CurrentFormat));
        Line("id", m.Id);
        Line("ensemble", m.Ensemble?.Value);
        Line("member", m.Member);
        Line("server", m.Server.ToString());
        Line("role", m.Role);
        Line("zookeeper", m.ZooKeeper);
        Line("agent", m.Agent);
        Line("epoch", Number(m.Epoch));
        Line("snapshot", Hex(m.Snapshot));
        Line("fuzzy-end", Hex(m.FuzzyEnd));
        Line("first-zxid", Hex(m.First));
        Line("last-zxid", Hex(m.Last));
        Line("first-time", Time(m.FirstTime));
        Line("last-time", Time(m.LastTime));
        Line("before", Time(m.Before));
        Line("nodes", Number(m.Nodes));
        Line("ephemerals", Number(m.Ephemerals));
        Line("sessions", Number(m.Sessions));
        Line("digest", m.Digest?.ToString("x", CultureInfo.InvariantCulture));
        Line("servers", string.Join(' ', m.Servers));
        Line("compression", m.Compression);
        foreach (var file in m.Files) Line("file", $"{file.Name} {Number(file.Bytes)} {file.Sha256}");
        Line("verified", m.VerifiedAt is { } at ? $"{m.Verified.Word()} {Time(at)}" : m.Verified.Word());
        Line(CheckKey, Sum(text.ToString()));
        return text.ToString();

        void Line(string key, string? value) => text.Append(key).Append('=').Append(value).Append('\n');
    }

    /// <summary>Reads a manifest; unknown keys are ignored.</summary>
    /// <returns>The manifest, or why the text is not one: a phrase that follows on "cannot use the manifest: ".</returns>
    public static (BackupManifest? Manifest, string? Problem) Parse(string text)
    {
        var last = text.LastIndexOf($"\n{CheckKey}=", StringComparison.Ordinal) + 1;
        if (last == 0 || text[last..] != $"{CheckKey}={Sum(text[..last])}\n") return (null, "its last line does not fit the others, so it was cut or changed");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = new List<BackupFile>();
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith('#') || line.Split('=', 2) is not [var key, var value]) continue;
            if (key != "file") values[key] = value;
            else if (File(value) is { } file) files.Add(file);
            else return (null, "a line of a file is not NAME BYTES SHA256");
        }
        if (values.GetValueOrDefault("format") != Number(BackupManifest.CurrentFormat))
            return (null, $"its format is \"{values.GetValueOrDefault("format")}\" and this version reads {BackupManifest.CurrentFormat}");
        string? wrong = null;
        var verified = Value("verified").Split(' ', 2);
        var manifest = new BackupManifest
        {
            Id = Read("id", t => t.Length == 32 && t.All(char.IsAsciiHexDigitLower) ? t : null) ?? "",
            Ensemble = Value("ensemble").Length == 0 ? null : Read("ensemble", EnsembleId.Parse),
            Member = Value("member"),
            Server = new((int)Whole("server", ServerId.Highest)),
            Role = Value("role"),
            ZooKeeper = Value("zookeeper"),
            Agent = Value("agent"),
            Epoch = Whole("epoch"),
            Snapshot = ZxidOf("snapshot"),
            FuzzyEnd = ZxidOf("fuzzy-end"),
            First = ZxidOf("first-zxid"),
            Last = ZxidOf("last-zxid"),
            FirstTime = TimeOf("first-time"),
            LastTime = TimeOf("last-time"),
            Before = TimeOf("before"),
            Nodes = Whole("nodes"),
            Ephemerals = Whole("ephemerals"),
            Sessions = Whole("sessions"),
            Digest = Value("digest").Length == 0 ? null : ulong.TryParse(Value("digest"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var digest) ? digest : Wrong<ulong>("digest"),
            Servers = Value("servers").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Compression = Value("compression"),
            Files = files,
            Verified = VerifiedLevels.Parse(verified[0]) ?? Wrong<VerifiedLevel>("verified"),
            VerifiedAt = verified is [_, var at] ? Moment(at) ?? Wrong<DateTimeOffset>("verified") : null,
        };
        if (files.Count == 0) wrong ??= "file";
        return wrong is null ? (manifest, null) : (null, $"its line \"{wrong}\" is missing or wrong");

        string Value(string key) => values.GetValueOrDefault(key, "");
        T? Read<T>(string key, Func<string, T?> parse) where T : class => parse(Value(key)) ?? Wrong<T>(key);
        T? Wrong<T>(string key)
        {
            wrong ??= key;
            return default;
        }
        long Whole(string key, long most = long.MaxValue) =>
            long.TryParse(Value(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : Wrong<long>(key);
        Zxid ZxidOf(string key) => Zxid.Parse(Value(key)) ?? Wrong<Zxid>(key);
        DateTimeOffset? TimeOf(string key) => Value(key).Length == 0 ? null : Moment(Value(key)) ?? Wrong<DateTimeOffset>(key);
    }

    private static BackupFile? File(string value) =>
        value.Split(' ') is [var name, var bytes, var sum] && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        && sum.Length == 64 && sum.All(char.IsAsciiHexDigitLower) && BackupLayout.IsDataFile(name) ? new(name, size, sum) : null;

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture);
    private static string Hex(Zxid zxid) => zxid.Value.ToString("x", CultureInfo.InvariantCulture);
    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>FNV-1a, 64 bits: finds a damaged line; the files have SHA-256.</summary>
    private static string Sum(string text)
    {
        var sum = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(text)) sum = unchecked((sum ^ b) * 1099511628211UL);
        return sum.ToString("x16", CultureInfo.InvariantCulture);
    }
}
