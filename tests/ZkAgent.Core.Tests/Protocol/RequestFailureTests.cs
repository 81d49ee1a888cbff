using Xunit;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Tests.Protocol;

public sealed class RequestFailureTests
{
    [Fact]
    public void Zero_is_no_failure() => Assert.Null(RequestFailure.Of("change the membership", 0));

    [Theory]
    [InlineData(-4, "ConnectionLoss")]
    [InlineData(-7, "OperationTimeout")]
    [InlineData(-13, "NewConfigNoQuorum")]
    [InlineData(-14, "ReconfigInProgress")]
    [InlineData(-103, "BadVersion")]
    [InlineData(-112, "SessionExpired")]
    [InlineData(-118, "SessionMoved")]
    [InlineData(-119, "NotReadOnly")]
    [InlineData(-127, "ThrottledOp")]
    public void These_codes_may_succeed_at_the_next_attempt(int code, string name) => IsFailure(code, name, transient: true);

    [Theory]
    [InlineData(-6, "Unimplemented")]
    [InlineData(-8, "BadArguments")]
    [InlineData(-102, "NoAuth")]
    [InlineData(-115, "AuthFailed")]
    [InlineData(-123, "ReconfigDisabled")]
    [InlineData(-124, "SessionClosedRequireSaslAuth")]
    [InlineData(-5, "MarshallingError")]
    [InlineData(-99, "error -99")]
    public void These_codes_come_again(int code, string name) => IsFailure(code, name, transient: false);

    private static void IsFailure(int code, string name, bool transient)
    {
        var failure = RequestFailure.Of("change the membership", code)!;
        Assert.Equal(transient, failure.IsTransient);
        Assert.StartsWith("cannot change the membership: ", failure.Sentence, StringComparison.Ordinal);
        Assert.Contains(name, failure.Sentence, StringComparison.Ordinal);
    }
}
