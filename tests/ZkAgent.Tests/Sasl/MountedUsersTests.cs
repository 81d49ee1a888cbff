using Xunit;
using ZkAgent.CommandLine;
using ZkAgent.Core.Supervision;
using ZkAgent.Protocol;
using ZkAgent.Resilience;
using ZkAgent.Sasl;
using ZkAgent.Supervision;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Sasl;

public sealed class MountedUsersTests
{
    private readonly ObservedTime _time = new();
    private readonly RememberedLog<MountedUsers> _log = new();
    private readonly SupervisionState _state;

    public MountedUsersTests() => _state = new(new(_time));

    [Fact]
    public async Task Files_that_are_right_become_a_JAAS_file_for_the_server_alone()
    {
        using var given = new GivenSasl();

        Assert.Null(await Gate(given).PassAsync(TestContext.Current.CancellationToken));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(given.JaasPath));
        Assert.Contains("\"user_app\"=\"secret\"", await File.ReadAllTextAsync(given.JaasPath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("ZooKeeper authenticates clients as app and members as quorum.", _log.Lines[^1]);
        Assert.DoesNotContain(_log.Lines, line => line.Contains("secret", StringComparison.Ordinal) || line.Contains("between", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_that_cannot_be_used_refuses_the_start()
    {
        using var given = new GivenSasl();
        given.Root.Write("users/app", "");

        var refusal = await Gate(given).PassAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new(ExitCodes.WrongSettings, $"cannot use the password of user \"app\" in {given.Root.At("users/app")}: it is empty; write the password into the file"), refusal);
        Assert.False(File.Exists(given.JaasPath));
    }

    [Fact]
    public async Task A_file_that_is_missing_is_waited_for()
    {
        using var given = new GivenSasl();
        File.Delete(given.Root.At("quorum"));
        var passing = Gate(given).PassAsync(TestContext.Current.CancellationToken);
        await _time.UntilTimerAsync(Pipelines.MountedFilesPause);
        Assert.Equal(ProcessPhase.HeldBack, _state.Now.Phase);
        Assert.Equal($"held back: cannot read the password of user \"quorum\": {given.Root.At("quorum")} does not exist; mount the Secret there", Assert.Single(_log.Lines));

        given.Root.Write("quorum", "between");
        _time.Advance(Pipelines.MountedFilesPause);
        Assert.Null(await passing);
        Assert.True(File.Exists(given.JaasPath));
    }

    [Fact]
    public async Task A_later_start_gets_the_passwords_of_the_first()
    {
        using var given = new GivenSasl();
        var gate = Gate(given);
        await gate.PassAsync(TestContext.Current.CancellationToken);
        var before = await File.ReadAllTextAsync(given.JaasPath, TestContext.Current.CancellationToken);
        given.Root.Write("quorum", "other");

        Assert.Null(await gate.PassAsync(TestContext.Current.CancellationToken));
        Assert.Equal(before, await File.ReadAllTextAsync(given.JaasPath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_root_for_users_needs_the_agents_own_session()
    {
        using var given = new GivenSasl(("ZK_CLIENT_SASL_ROOT_ACL", "users"));
        var refusal = await Gate(given, new(null, null)).PassAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("cannot use ZK_CLIENT_SASL_ROOT_ACL=users: ", refusal!.Sentence, StringComparison.Ordinal);
    }

    private MountedFilesGate Gate(GivenSasl given, AgentLogin? login = null) => new([new MountedUsers(given.Settings, new SaslUsers(given.Settings), login ?? new(null, null), _log)], _state, _time, _log);
}
