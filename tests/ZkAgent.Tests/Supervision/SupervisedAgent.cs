using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;
using ZkAgent.Native;
using ZkAgent.Tests.ExecProbes;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Supervision;

/// <summary><c>zkagent run</c> as a process, with a shell script in ZooKeeper's place; whatever it leaves behind is killed.</summary>
internal sealed class SupervisedAgent : IAsyncDisposable
{
    /// <summary>Nothing here takes so long; a machine that is busy with other things may.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private const string Marker = "SUPERVISION_TEST";
    private const int Kill = 9;

    private readonly string _directory = Directory.CreateTempSubdirectory("zkagent-run-").FullName;
    private readonly StringBuilder _errors = new();
    private readonly MemoryStream _output = new();
    private readonly bool _asInit;
    private readonly Process _process;
    private readonly Task _outputEnd;
    private readonly Task _errorsEnd;

    /// <param name="asInit">As PID 1 of a namespace of its own, which takes root; else as any process.</param>
    /// <param name="script">The stand-in's text without its first line; $T is the directory for its notes.</param>
    /// <param name="settings">Variables that differ from the usual ones here.</param>
    /// <param name="signals">How env(1) is to leave signals.</param>
    /// <param name="interpreter">The stand-in's first line.</param>
    /// <param name="tracer">Gives the command that runs the agent and writes what it sees of it into the file <c>trace</c>, by that file's path; null: none.</param>
    /// <param name="given">Files that are there before the agent starts, below its directory.</param>
    public SupervisedAgent(bool asInit, string script, (string Name, string Value)[]? settings = null,
        string signals = "--default-signal=HUP,INT,QUIT,TERM,CHLD", string interpreter = "#!/bin/sh\n", Func<string, string[]>? tracer = null, (string Path, string Text)[]? given = null)
    {
        Assert.SkipWhen(asInit && !Environment.IsPrivilegedProcess, "a namespace of its own takes root");
        _asInit = asInit;
        var command = Path.Combine(_directory, "zkServer.sh");
        File.WriteAllText(command, interpreter + script + "\n");
        File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        foreach (var (path, text) in given ?? [])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_directory, path))!);
            File.WriteAllText(Path.Combine(_directory, path), text);
        }

        ClientPort = LoopbackPorts.FindClosed();
        do AgentPort = LoopbackPorts.FindClosed(); while (AgentPort == ClientPort);
        string[] words = [.. asInit ? ["unshare", "--fork", "--kill-child", "--pid", "--mount-proc"] : Array.Empty<string>(), .. tracer?.Invoke(Path.Combine(_directory, "trace")) ?? [], "env", signals, AgentBinary.Existing(), "run"];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
            [
                // ZooKeeper's scripts search for Java, and so does the agent; any program of that name is enough.
                ("PATH", "/usr/local/bin:/usr/bin:/bin"), ("JAVA_HOME", Path.Combine(_directory, "java")),
                ("T", _directory), (Marker, _directory),
                ("ZK_REPLICAS", "1"), ("ZK_MYID", "1"),
                ("ZK_CLIENT_PORT", Text(ClientPort)), ("ZK_AGENT_PORT", Text(AgentPort)),
                ("ZK_DATA_DIR", Path.Combine(_directory, "data")), ("ZK_DATA_LOG_DIR", Path.Combine(_directory, "datalog")),
                ("ZK_LOG_DIR", Path.Combine(_directory, "log")), ("ZK_CONF_DIR", Path.Combine(_directory, "conf")),
                ("ZK_SERVER_COMMAND", command), ("ZK_TERMINATION_LOG", Path.Combine(_directory, "last-words")),
                .. settings ?? [],
            ])
            start.Environment[name] = value;
        Directory.CreateDirectory(Path.Combine(_directory, "java/bin"));
        File.CreateSymbolicLink(Path.Combine(_directory, "java/bin/java"), "/bin/true");

        _process = Process.Start(start)!;
        _outputEnd = _process.StandardOutput.BaseStream.CopyToAsync(_output);
        _errorsEnd = ReadErrorsAsync();
    }

    public int AgentPort { get; }

    /// <summary>Where the agent asks ZooKeeper; it is free until a test listens there.</summary>
    public int ClientPort { get; }

    /// <summary>Where its files are.</summary>
    public string At(string relative) => Path.Combine(_directory, relative);

    public string Errors
    {
        get { lock (_errors) return _errors.ToString(); }
    }

    public string TerminationMessage => File.ReadAllText(Path.Combine(_directory, "last-words"));

    /// <summary>The agent's own process, as we see it.</summary>
    public int Pid => _asInit ? Processes().FirstOrDefault(p => p.Parent == _process.Id && p.Name == "zkagent").Pid : _process.Id;

    /// <summary>The processes below the agent, zombies too.</summary>
    public IReadOnlyList<ProcessLine> Children
    {
        get
        {
            var agent = Pid;
            return agent == 0 ? [] : [.. Processes().Where(p => p.Parent == agent)];
        }
    }

    /// <summary>A file that the stand-in has written to; empty when it has not.</summary>
    public string Note(string name)
    {
        var path = Path.Combine(_directory, name);
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    public Task UntilNotedAsync(string name, string text = "\n") => UntilAsync(() => RunsOr(Note(name).Contains(text, StringComparison.Ordinal)), $"the stand-in has noted {name}");

    public Task UntilSaidAsync(string words) => UntilAsync(() => RunsOr(Errors.Contains(words, StringComparison.Ordinal)), $"the agent said \"{words}\"");

    public Task UntilAsync(Func<bool> reached, string what) => Poll.UntilAsync(reached, Deadline, () => $"{what}; the agent said:\n{Errors}");

    public void Signal(int signal)
    {
        var pid = Pid;
        Assert.NotEqual(0, pid);
        SendSignal(pid, signal);
    }

    public static void SendSignal(int pid, int signal) => LibC.Kill(pid, signal);

    /// <summary>The exit code, once the agent has ended and everything it wrote is read.</summary>
    public async Task<int> ExitAsync()
    {
        try
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);
            await Task.WhenAll(_outputEnd, _errorsEnd).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"within {Deadline.TotalSeconds} s the agent, or a process that holds its output, has not ended; it said:\n{Errors}");
        }

        return _process.ExitCode;
    }

    /// <summary>The stand-in's own text on standard output.</summary>
    public byte[] Output => _output.ToArray();

    /// <summary>The processes that this run has started and that still are, by the environment that they inherited.</summary>
    public IReadOnlyList<ProcessLine> Survivors() => [.. Processes().Where(p => p.State != 'Z' && IsOurs(p.Pid))];

    public async ValueTask DisposeAsync()
    {
        await Poll.UntilAsync(NobodyIsLeft, Deadline, () => "whatever the agent has started is gone");
        await _process.WaitForExitAsync().WaitAsync(Deadline);
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Kills who is left: one of them may have started another in between.</summary>
    private bool NobodyIsLeft()
    {
        var left = Survivors();
        foreach (var process in left) SendSignal(process.Pid, Kill);
        return left.Count == 0;
    }

    private bool RunsOr(bool reached)
    {
        Assert.True(reached || !_process.HasExited, $"the agent has ended too early; it said:\n{Errors}");
        return reached;
    }

    private bool IsOurs(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/environ").Contains($"{Marker}={_directory}\0", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IEnumerable<ProcessLine> Processes()
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) continue;
            string stat;
            try
            {
                stat = File.ReadAllText($"{directory}/stat");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            var end = stat.LastIndexOf(')');
            if (end < 0) continue;
            yield return new(pid, int.Parse(stat[(end + 4)..].Split(' ')[0], CultureInfo.InvariantCulture), stat[end + 2], stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end]);
        }
    }

    private async Task ReadErrorsAsync()
    {
        var buffer = new char[4096];
        while (await _process.StandardError.ReadAsync(buffer) is > 0 and var read)
        {
            lock (_errors) _errors.Append(buffer, 0, read);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public readonly record struct ProcessLine(int Pid, int Parent, char State, string Name);
}
