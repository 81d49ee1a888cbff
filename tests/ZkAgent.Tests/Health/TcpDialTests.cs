using System.Net.Sockets;
using Xunit;
using ZkAgent.Health;

namespace ZkAgent.Tests.Health;

public sealed class TcpDialTests
{
    [Theory]
    [InlineData(SocketError.ConnectionRefused, SocketError.AddressNotAvailable, SocketError.ConnectionRefused)]
    [InlineData(SocketError.ConnectionRefused, SocketError.AddressFamilyNotSupported, SocketError.ConnectionRefused)]
    [InlineData(SocketError.ConnectionRefused, SocketError.NetworkUnreachable, SocketError.ConnectionRefused)]
    [InlineData(SocketError.AddressFamilyNotSupported, SocketError.ConnectionRefused, SocketError.ConnectionRefused)]
    [InlineData(SocketError.HostUnreachable, SocketError.ConnectionRefused, SocketError.ConnectionRefused)]
    public void An_address_that_this_machine_cannot_dial_says_nothing_of_the_server(SocketError earlier, SocketError later, SocketError told) =>
        Assert.Equal(told, TcpDial.MoreTelling(new((int)earlier), new((int)later)).SocketErrorCode);
}
