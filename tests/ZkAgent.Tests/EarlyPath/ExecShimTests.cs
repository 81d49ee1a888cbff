using Xunit;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.EarlyPath;

/// <summary><c>_exec</c> becomes the command, with a clean SIGCHLD, and does not outlive its parent.</summary>
public sealed class ExecShimTests
{
    private static readonly string Us = $"{Environment.ProcessId}";

    [Fact]
    public async Task It_becomes_the_command_with_its_arguments_and_exit_code() =>
        (await AgentBinary.RunWithoutRuntime(["_exec", Us, "/bin/sh", "-c", "printf '%s|' \"$@\"; exit 7", "name", "a b", "", "-c"])).Said(7, "a b||-c|");

    [Fact]
    public async Task A_missing_command_is_127()
    {
        var outcome = await AgentBinary.RunWithoutRuntime(["_exec", Us, "/no/such/command"]);

        Assert.Equal((127, "cannot start /no/such/command: no such command, or the interpreter that it names is missing\n"), (outcome.ExitCode, outcome.Errors));
    }

    [Fact]
    public async Task A_command_that_is_no_program_is_126()
    {
        var outcome = await AgentBinary.RunWithoutRuntime(["_exec", Us, "/etc"]);

        Assert.Equal((126, "cannot start /etc: it is not executable, or not a program\n"), (outcome.ExitCode, outcome.Errors));
    }

    [Fact]
    public async Task Without_a_parent_and_a_command_it_falls_through()
    {
        (await AgentBinary.RunWithoutRuntime(["_exec"])).FellThrough();
        (await AgentBinary.RunWithoutRuntime(["_exec", Us])).FellThrough();
        (await AgentBinary.RunWithoutRuntime(["_exec", "echo", "hello"])).FellThrough();
    }

    [Fact]
    public async Task An_inherited_ignored_SIGCHLD_is_set_right()
    {
        // No shell in between: shells set SIGCHLD to what they need.
        var outcome = await Shell.Run($"""exec env --ignore-signal=CHLD "$ZKAGENT" _exec {Us} /bin/grep SigIgn /proc/self/status""");

        var ignored = Convert.ToUInt64(outcome.Output.Split(':')[1].Trim(), 16);
        Assert.Equal(0ul, ignored & (1ul << (17 - 1)));
    }

    [Fact]
    public async Task A_parent_that_is_gone_already_stops_it()
    {
        var outcome = await Shell.Run("""sleep 0 & gone=$!; wait; "$ZKAGENT" _exec $gone /bin/echo hello""");

        outcome.Said(137, "");
    }

    [Fact]
    public async Task It_dies_with_its_parent()
    {
        using var parent = Shell.Start(""" "$ZKAGENT" _exec $$ /bin/sleep 300 & echo $!; wait""");
        var child = int.Parse((await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, System.Globalization.CultureInfo.InvariantCulture);
        await Until(() => Status(child) is (not 'Z', "sleep"), "the command runs");

        parent.Kill();

        await Until(() => Status(child) is null or ('Z', _), "the command is dead");
    }

    /// <summary>The state letter and the name of a process; null when it is gone.</summary>
    private static (char State, string Name)? Status(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var end = stat.LastIndexOf(')');
            return (stat[end + 2], stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end]);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static Task Until(Func<bool> reached, string what) => Poll.UntilAsync(reached, TimeSpan.FromSeconds(10), () => what);
}
