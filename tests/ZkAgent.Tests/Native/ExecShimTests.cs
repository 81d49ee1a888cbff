using Xunit;
using ZkAgent.CommandLine;
using ZkAgent.Tests.ExecProbes;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Native;

/// <summary><c>_exec</c> becomes the command, with no signal ignored, and does not outlive its parent.</summary>
public sealed class ExecShimTests
{
    private static readonly string Us = $"{Environment.ProcessId}";

    [Fact]
    public async Task It_becomes_the_command_with_its_arguments_and_exit_code() =>
        (await AgentBinary.Run("zkagent", ["_exec", Us, "/bin/sh", "-c", "printf '%s|' \"$@\"; exit 7", "name", "a b", "", "-c"])).Said(7, "a b||-c|");

    [Fact]
    public async Task A_missing_command_is_127()
    {
        var outcome = await AgentBinary.Run("zkagent", ["_exec", Us, "/no/such/command"]);

        Assert.Equal((127, "zkagent: cannot start /no/such/command: No such file or directory\n"), (outcome.ExitCode, outcome.Errors));
    }

    [Fact]
    public async Task A_command_that_is_no_program_is_126()
    {
        var outcome = await AgentBinary.Run("zkagent", ["_exec", Us, "/etc"]);

        Assert.Equal((126, "zkagent: cannot start /etc: Permission denied\n"), (outcome.ExitCode, outcome.Errors));
    }

    [Fact]
    public async Task Without_a_parent_and_a_command_it_is_no_command_of_ours()
    {
        foreach (string[] words in (string[][])[["_exec"], ["_exec", Us], ["_exec", "echo", "hello"]])
            Assert.Equal(ExitCodes.WrongSettings, (await AgentBinary.Run("zkagent", words)).ExitCode);
    }

    [Fact]
    public async Task The_command_ignores_no_signal()
    {
        // posix_spawn starts the shim with all signals at their default; the runtime ignores SIGPIPE.
        var outcome = await Shell.Run($"""exec env --default-signal "$ZKAGENT" _exec {Us} /bin/grep SigIgn /proc/self/status""");

        Assert.Equal("SigIgn:\t0000000000000000\n", outcome.Output);
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
