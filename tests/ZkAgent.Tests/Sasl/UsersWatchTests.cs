using Xunit;
using ZkAgent.Sasl;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Sasl;

public sealed class UsersWatchTests
{
    private const string Changed = "The files of users and passwords have changed. ZooKeeper uses those of its start until this member is restarted: restart the members one after another.";

    private readonly ObservedTime _time = new();
    private readonly RememberedLog<UsersWatch> _log = new();

    [Fact]
    public void A_change_is_told_once_and_so_is_its_end()
    {
        using var given = new GivenSasl();
        var users = new SaslUsers(given.Settings);
        users.Write(users.Read());
        var watch = new UsersWatch(users, _time, _log);
        watch.Look();
        Assert.False(watch.Outdated);
        Assert.Empty(_log.Lines);

        given.Root.Write("users/app", "another");
        watch.Look();
        watch.Look();
        Assert.True(watch.Outdated);
        Assert.Equal([Changed], _log.Lines);

        given.Root.Write("users/app", "");
        watch.Look();
        Assert.True(watch.Outdated);
        Assert.StartsWith("The files of users and passwords have changed, and ZooKeeper could not be started with them: cannot use the password", _log.Lines[1], StringComparison.Ordinal);

        given.Root.Write("users/app", "secret");
        watch.Look();
        Assert.False(watch.Outdated);
        Assert.Equal("The files of users and passwords are again those that ZooKeeper was started with.", _log.Lines[2]);
    }

    [Fact]
    public async Task It_looks_twice_a_minute()
    {
        using var given = new GivenSasl();
        var users = new SaslUsers(given.Settings);
        users.Write(users.Read());
        given.Root.Write("users/late", "new");
        using var stopping = new CancellationTokenSource();
        var watch = new UsersWatch(users, _time, _log);
        var running = watch.RunAsync(stopping.Token);
        _time.Advance(UsersWatch.Pause);
        await Poll.UntilAsync(() => watch.Outdated, TimeSpan.FromMinutes(1), () => "it did not look");
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void Before_the_start_nothing_is_outdated()
    {
        using var given = new GivenSasl();
        var users = new SaslUsers(given.Settings);
        Assert.False(users.IsOutdated(users.Read()));
    }

    [Fact]
    public void Each_agent_has_a_password_of_its_own()
    {
        using var given = new GivenSasl();
        var (one, other) = (new SaslUsers(given.Settings).AgentPassword, new SaslUsers(given.Settings).AgentPassword);
        Assert.Equal(64, one!.Length);
        Assert.NotEqual(one, other);
    }
}
