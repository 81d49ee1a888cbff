using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

/// <summary>Every name that ZooKeeper's jars have is one that the agent knows, and the agent knows no others.</summary>
/// <remarks>
/// The jars stand in for the documentation, which Debian does not package: each documented key is a string in them. The files in Names are written and
/// compared by the container tests, which read the jars of the image; a newer ZooKeeper there brings a new file, and what is new in it fails here.
/// </remarks>
public sealed class ZooKeeperNamesTests
{
    /// <summary>Properties that no user of a server sets.</summary>
    private static readonly HashSet<string> NoSettings =
    [
        // What clients read.
        "client.secure", "clientCnxnSocket", "disableAutoWatchReset", "request.timeout", "sasl.client", "sasl.client.canonicalize.hostname",
        "sasl.client.username", "sasl.clientconfig", "server.principal", "server.realm",
        // What ZooKeeper tells or uses in its own tests, and the server that is embedded in another program.
        "version", "test.allowDiscontinuousProposals", "testingonly.initialZxid", "configuration", "controllerPort", "clientPortAddress",
        // A family with its most usual name.
        "authProvider.x509",
    ];

    public static TheoryData<string> Releases => [.. Directory.EnumerateFiles(Names).Select(f => Path.GetFileNameWithoutExtension(f))];

    private static string Names => Path.Combine(Repository.Root, "tests/ZkAgent.Core.Tests/Settings/Names");

    private static List<(string Kind, string Name)> Read(string release) =>
        [.. File.ReadLines(Path.Combine(Names, release + ".txt")).Select(l => l.Split(' ')).Select(w => (w[0], w[1]))];

    [Theory]
    [MemberData(nameof(Releases))]
    public void Every_name_of_a_release_is_known(string release)
    {
        var unknown = Read(release).Where(n => n.Kind switch
        {
            "property" => !ZooCfgKeys.IsProperty(n.Name) && !NoSettings.Contains(n.Name),
            "key" => !ZooCfgKeys.IsKnown(n.Name),
            "tls" => !ZooCfgKeys.IsProperty($"ssl.{n.Name}") || !ZooCfgKeys.IsProperty($"ssl.quorum.{n.Name}"),
            "client-tls" => !ZooCfgKeys.IsProperty($"ssl.{n.Name}"),
            _ => true,
        });
        Assert.Empty(unknown);
    }

    [Fact]
    public void No_name_is_known_that_no_release_has()
    {
        var names = Releases.SelectMany(r => Read((string)r.Data)).ToHashSet();
        var invented = ZooCfgKeys.All.Where(key => !names.Contains(("property", key)) && !names.Contains(("key", key))
            && !names.Contains(("client-tls", key.Replace("ssl.", "", StringComparison.Ordinal)))
            && !names.Contains(("tls", key.Replace("ssl.quorum.", "", StringComparison.Ordinal).Replace("ssl.", "", StringComparison.Ordinal))));
        Assert.Empty(invented);
    }

    [Fact]
    public void A_key_that_quorum_peer_config_reads_itself_is_no_property()
    {
        var both = Read("3.9.6").Where(n => n.Kind == "key" && ZooCfgKeys.IsProperty(n.Name)).Select(n => n.Name);
        Assert.Equal(["multiAddress.enabled", "multiAddress.reachabilityCheckEnabled", "multiAddress.reachabilityCheckTimeoutMs"], both.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("flushDelay")]
    [InlineData("maxWriteQueuePollTime")]
    [InlineData("ssl.sslProvider")]
    [InlineData("ssl.clientHostnameVerification")]
    [InlineData("ssl.quorum.clientHostnameVerification")]
    [InlineData("ssl.allowReverseDnsLookup")]
    [InlineData("ssl.quorum.allowReverseDnsLookup")]
    [InlineData("kerberos.minReLoginTimeMs")]
    public void A_documented_key_is_silent(string key) => Assert.Null(ZooCfgKeyAdvice.WhyUnknown(key));

    [Theory]
    [InlineData("connectionMaxTokens", "connectionMaxTokens has no effect: it is a name of the documentation only; write connection_throttle_tokens")]
    [InlineData("requestThrottleLimit", "requestThrottleLimit has no effect: it is a name of the documentation only; write request_throttle_max_requests")]
    [InlineData("clientCnxnSocket", "clientCnxnSocket has no effect: clients read it, and a server does not")]
    [InlineData("zookeeper.jute.maxbuffer", "zoo.cfg can't set zookeeper.jute.maxbuffer: ZooKeeper reads it from the command line only; put -Djute.maxbuffer=… into SERVER_JVMFLAGS")]
    public void A_name_that_does_nothing_is_told_with_what_to_write(string key, string reason) => Assert.Equal(reason, ZooCfgKeyAdvice.WhyUnknown(key));

    [Fact]
    public void Each_name_of_the_documentation_leads_to_a_real_key()
    {
        foreach (var key in new[] { "connectionTokenFillTime", "connectionFreezeTime", "advancedFlowControlEnabled", "maxConcurrentSnapSyncs", "maxTimeToWaitForEpoch", "throttledOpWaitTime", "watchManaggerName" })
            Assert.Null(ZooCfgKeyAdvice.WhyUnknown(ZooCfgKeyAdvice.WhyUnknown(key)!.Split(' ')[^1]));
    }

    [Fact]
    public void Each_key_whose_kind_of_value_is_known_is_a_key()
    {
        foreach (var key in ZooCfgValues.Numbers.Concat(ZooCfgValues.LongNumbers).Concat(ZooCfgValues.Booleans).Concat(ZooCfgValues.Decimals).Concat(ZooCfgValues.YesOrNo).Concat(ZooCfgValues.Ports))
            Assert.True(ZooCfgKeys.IsKnown(key), key);
    }
}
