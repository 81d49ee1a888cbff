using DotNet.Testcontainers.Builders;
using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>A member that comes back under another address, while its old address takes packets and answers none, as that of a lost node does.</summary>
public sealed class NewAddressTests
{
    private const int Rounds = 10;

    /// <summary>Its kernel drops each SYN to these ports, because the queue of connections that nothing accepts is full.</summary>
    private const string Silent = """
        use IO::Socket::INET;
        my @kept;
        for my $port (2181, 2888, 3888, 9141) {
            push @kept, IO::Socket::INET->new(LocalPort => $port, Listen => 1) or die "cannot listen on $port: $!";
            push @kept, IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $port, Blocking => 0) for 1 .. 4;
        }
        $| = 1;
        print "silent\n";
        sleep;
        """;

    /// <summary>The member with the lowest id: the others refuse its connections and connect to it themselves, at the address that they think it has.</summary>
    private const int Returning = 0;

    [Fact]
    public async Task A_member_that_returns_under_a_new_address_is_in_the_quorum_again_ten_times_of_ten()
    {
        var addresses = await ChosenAddresses.Create();
        await using var ensemble = await Ensemble.Prepare(3, addresses.Network);
        var old = addresses.Next();
        await ensemble.Start(Returning, member => member.WithAddress(old));
        foreach (var other in (int[])[1, 2]) await ensemble.Start(other, member => member.WithAddress(addresses.Next()));
        await ensemble.WaitForQuorumOf(0, 1, 2);

        for (var round = 0; round < Rounds; round++)
        {
            await ensemble.Remove(Returning);
            await using var silent = new MemberBuilder("silent", TestImages.Agent).WithNetwork(addresses.Network).WithAddress(old)
                .WithEntrypoint("perl").WithCommand("-e", Silent).WithUser("0")
                .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("silent")).Build();
            await silent.StartAsync(TestContext.Current.CancellationToken);

            var began = TimeProvider.System.GetTimestamp();
            old = addresses.Next();
            await ensemble.Start(Returning, member => member.WithAddress(old));
            await ensemble.WaitForQuorumOf(0, 1, 2);
            Figure.Tell("under a new address, from its start to the quorum", TimeProvider.System.GetElapsedTime(began));
        }
    }
}
