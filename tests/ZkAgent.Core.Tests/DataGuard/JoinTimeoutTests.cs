using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.DataGuard;

public sealed class JoinTimeoutTests
{
    [Fact]
    public void One_that_joined_a_quorum_that_is_gone_is_stopped_after_a_while()
    {
        Assert.Contains("a quorum that is gone", JoinTimeout.Why(GuardAction.Join, MemberData.Empty, JoinTimeout.Timeout), StringComparison.Ordinal);
        Assert.Null(JoinTimeout.Why(GuardAction.Join, MemberData.Empty, JoinTimeout.Timeout - TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void One_that_has_data_by_now_or_was_started_with_its_vote_goes_on()
    {
        Assert.Null(JoinTimeout.Why(GuardAction.Join, MemberData.Data, TimeSpan.FromHours(1)));
        Assert.Null(JoinTimeout.Why(GuardAction.Start, MemberData.Initialized, TimeSpan.FromHours(1)));
        Assert.Null(JoinTimeout.Why(GuardAction.Bootstrap, MemberData.Empty, TimeSpan.FromHours(1)));
        Assert.Null(JoinTimeout.Why(null, MemberData.Empty, TimeSpan.FromHours(1)));
    }
}
