using Xunit;
using ZkAgent.Core.Discovery;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Discovery;

public sealed class SingleServerTests
{
    private static readonly HostFacts Machine = new("vm", "127.0.0.1 localhost\n", "");

    [Fact]
    public void With_its_id_given_it_runs_under_any_host_name_without_a_headless_service()
    {
        var reading = Read(member: true, ("ZK_REPLICAS", "1"), ("ZK_MYID", "7"));

        Assert.Empty(reading.Problems);
        Assert.Equal((new ServerId(7), "vm", true), (reading.LocalMember!.Self.Id, reading.LocalMember.Self.Host, reading.LocalMember.Standalone));
    }

    [Fact]
    public void Several_still_need_the_headless_service() =>
        Assert.NotEmpty(Read(member: true, ("ZK_REPLICAS", "3"), ("ZK_MYID", "1"), ("ZK_STATEFULSET", "zk")).Problems);

    [Fact]
    public void A_client_elsewhere_still_needs_the_headless_service() =>
        Assert.NotEmpty(Read(member: false, ("ZK_REPLICAS", "1"), ("ZK_STATEFULSET", "zk")).Problems);

    private static EnsembleResult Read(bool member, params (string Name, string Value)[] variables)
    {
        var settings = SettingsReader.Read(new(new Dictionary<string, string>(), variables.ToDictionary(v => v.Name, v => v.Value)), memoryLimit: null);
        return EnsembleReader.Read(settings.Ensemble, Machine, clientAddress: null, member);
    }
}
