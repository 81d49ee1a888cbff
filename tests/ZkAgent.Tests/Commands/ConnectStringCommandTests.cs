using Xunit;
using ZkAgent.CommandLine;
using ZkAgent.Commands;

namespace ZkAgent.Tests.Commands;

public sealed class ConnectStringCommandTests
{
    [Fact]
    public void External_prints_the_addresses_for_clients_outside_or_the_fix()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        Assert.Equal(ExitCodes.Ok, ConnectStringCommand.RunExternal([new("a.example", 30181), new("fd00::1", 2181)], output, error));
        Assert.Equal("a.example:30181,[fd00::1]:2181", output.ToString().Trim());
        Assert.Equal("", error.ToString());

        Assert.Equal(ExitCodes.WrongSettings, ConnectStringCommand.RunExternal([], output, error));
        Assert.StartsWith("zkagent: cannot print addresses for clients outside the cluster: ZK_EXTERNAL_ADDRESSES is not set; set it to", error.ToString(), StringComparison.Ordinal);
    }
}
