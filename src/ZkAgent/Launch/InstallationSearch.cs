using ZkAgent.Core.Launch;
using ZkAgent.Machine;
using ZkAgent.Native;

namespace ZkAgent.Launch;

/// <summary>The ZooKeeper that was found, or the sentence that says why there is none to run.</summary>
internal sealed record FoundInstallation(ZooKeeperInstallation? Installation, string? Problem);

/// <summary>Looks for ZooKeeper and Java in the image.</summary>
/// <param name="environment">The process environment.</param>
/// <param name="ourselves">The agent's own binary.</param>
/// <param name="root">The root of the file system; another one in tests.</param>
internal sealed class InstallationSearch(IReadOnlyDictionary<string, string> environment, string? ourselves, string root = "/")
{
    private readonly string? _ourselves = ourselves is null ? null : UnixPath.Real(ourselves);

    /// <param name="serverCommand">What ZK_SERVER_COMMAND says; null: search.</param>
    public FoundInstallation Find(string? serverCommand)
    {
        var choice = serverCommand is null
            ? ServerCommandSearch.Choose([.. ServerCommandSearch.Places(environment, Tarballs()).Select(Searched)])
            : ServerCommandSearch.Check(Asked(serverCommand));
        if (choice.Command is null) return new(null, choice.Problem);

        var installation = new ZooKeeperInstallation(choice.Command, null);
        installation = installation with { Version = VersionOf(UnixPath.Real(choice.Command) ?? choice.Command) };
        return installation switch
        {
            { VersionProblem: { } problem } => new(null, problem),
            { IsZkServerScript: true } when !JavaSearch.Places(environment).Select(UnderRoot).Any(UnixPath.IsExecutable) =>
                new(null, JavaSearch.Missing(environment)),
            _ => new(installation, null),
        };
    }

    // The official image unpacks Apache's tarball at the root.
    private IEnumerable<string> Tarballs() =>
        Directory.EnumerateDirectories(root, "apache-zookeeper-*-bin").Select(directory => "/" + Path.GetFileName(directory));

    private ServerCommandCandidate Searched(string place)
    {
        var path = UnderRoot(place);
        if (!File.Exists(path)) return new(place, place, CandidateState.Missing);
        var real = UnixPath.Real(path) ?? path;
        // The real one is a script. A binary of that name is a copy of ours: COPY in a Dockerfile may have followed the link.
        var state = real == _ourselves || IsElf(real) ? CandidateState.Ourselves
            : UnixPath.IsExecutable(path) ? CandidateState.Usable
            : CandidateState.NotExecutable;
        return new(place, real, state);
    }

    private ServerCommandCandidate Asked(string command)
    {
        var path = command.Contains('/') ? Path.GetFullPath(command) : OnPath(command);
        var state = !File.Exists(path) ? CandidateState.Missing
            : UnixPath.Real(path) == _ourselves || IsCopyOfUs(path) ? CandidateState.Ourselves
            : UnixPath.IsExecutable(path) ? CandidateState.Usable
            : CandidateState.NotExecutable;
        return new(path, path, state);
    }

    private string OnPath(string name) =>
        environment.GetValueOrDefault("PATH", "").Split(':').Select(directory => Path.Combine(directory, name)).FirstOrDefault(UnixPath.IsExecutable) ?? name;

    /// <summary>Whether the jar of ZooKeeper's Prometheus provider is in the directory of ZooKeeper's jar; null if ZooKeeper's jar was not found.</summary>
    public bool? HasPrometheusProvider(ZooKeeperInstallation installation) =>
        JarPlaces(UnixPath.Real(installation.Command) ?? installation.Command).FirstOrDefault(place => Newest(place) is not null) is { } jars
            ? Directory.EnumerateFiles(jars, "zookeeper-prometheus-metrics*.jar").Any()
            : null;

    /// <summary>File names, with their versions, of the jars from which ZooKeeper's log library is chosen.</summary>
    /// <remarks>Debian's directory has the jars of all packages. So its script names those for the log in a file of the image.</remarks>
    public IReadOnlyList<string> LogJars(ZooKeeperInstallation installation)
    {
        var home = new ZooKeeperInstallation(UnixPath.Real(installation.Command) ?? installation.Command, null).Home;
        var list = Path.Combine(home, "logging.classpath");
        try
        {
            IEnumerable<string> jars = File.Exists(list)
                ? File.ReadAllText(list).Trim().Split(':').Append(UnderRoot("/usr/share/java/slf4j-api.jar")).Select(UnderRoot)
                : Directory.Exists(home + "/lib") ? Directory.EnumerateFiles(home + "/lib", "*.jar") : [];
            return [.. jars.Select(UnixPath.Real).OfType<string>().Select(path => Path.GetFileName(path))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private ZooKeeperVersion? VersionOf(string command) => JarPlaces(command).Select(Newest).FirstOrDefault(version => version is not null);

    // Apache's layout has the jar in lib, or before 3.6 in the parent of bin; Debian's has it among all of Java's.
    private IEnumerable<string> JarPlaces(string command)
    {
        var home = new ZooKeeperInstallation(command, null).Home;
        return home == UnderRoot("/usr/share/zookeeper") ? [home + "/lib", home, UnderRoot("/usr/share/java")] : [home + "/lib", home];
    }

    private static ZooKeeperVersion? Newest(string directory) => Directory.Exists(directory)
        ? ZooKeeperVersion.Newest(Directory.EnumerateFiles(directory, "zookeeper-*.jar").Select(path => Path.GetFileName(path)))
        : null;

    private string UnderRoot(string path) => root == "/" || path.StartsWith(root, StringComparison.Ordinal) ? path : root.TrimEnd('/') + path;

    /// <summary>The user's own command may be a binary, so only one with our very bytes is us.</summary>
    private bool IsCopyOfUs(string path) => _ourselves is not null && IsElf(path) && SameFile.Content(path, _ourselves);

    private static bool IsElf(string path)
    {
        try
        {
            Span<byte> beginning = stackalloc byte[4];
            using var file = File.OpenRead(path);
            return file.ReadAtLeast(beginning, 4, throwOnEndOfStream: false) == 4 && beginning.SequenceEqual("\u007fELF"u8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What we may not read is not ours.
            return false;
        }
    }
}
