using Xunit;
using ZkAgent.Sasl;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Sasl;

public sealed class RefusedPasswordTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Warnings => _directory.At("quorum.log");

    private Task<string?> FindAsync(TimeSpan later = default) =>
        new RefusedPassword(Warnings, new Later(later)).FindAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_refusal_in_the_recent_warnings_is_the_reason_and_an_old_one_is_not()
    {
        await File.WriteAllTextAsync(Warnings, "SaslException: Authentication failed against server addr: zk-1.x/10.0.0.1:3888\n", TestContext.Current.CancellationToken);

        Assert.StartsWith("zk-1 refuses this member's user or password; ", await FindAsync(), StringComparison.Ordinal);
        Assert.Null(await FindAsync(later: RefusedPassword.Recent));
    }

    [Fact]
    public async Task Without_the_file_nothing_is_known() => Assert.Null(await FindAsync());

    public void Dispose() => _directory.Dispose();

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
