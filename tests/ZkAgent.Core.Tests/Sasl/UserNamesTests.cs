using Xunit;
using ZkAgent.Core.Sasl;

namespace ZkAgent.Core.Tests.Sasl;

public sealed class UserNamesTests
{
    [Theory]
    [InlineData("app")]
    [InlineData("a.b-c_d+1")]
    [InlineData("app@example.org")]
    [InlineData("super")]
    public void A_name_that_ZooKeeper_takes_in_an_ACL_is_right(string name) => Assert.Null(UserNames.Problem(name));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a@b@c")]
    [InlineData("@b")]
    [InlineData("a@")]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("ü")]
    [InlineData("${x}")]
    public void Another_name_is_refused_with_what_is_expected(string name) => Assert.StartsWith("expected letters, digits, and . _ - + ", UserNames.Problem(name), StringComparison.Ordinal);

    [Theory]
    [InlineData("zkagent")]
    [InlineData("zkagent-users")]
    public void The_agents_own_names_are_taken(string name) => Assert.Equal($"expected another name: the agent uses {name} itself", UserNames.Problem(name));

    [Theory]
    [InlineData("..data", true)]
    [InlineData("..2026_11_27_08_00_00.1", true)]
    [InlineData(".app.swp", true)]
    [InlineData("app", false)]
    public void Hidden_files_are_no_users(string name, bool hidden) => Assert.Equal(hidden, UserNames.IsHidden(name));
}
