using System.Text;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Kubernetes;

namespace ZkAgent.Core.Tests.Kubernetes;

public sealed class StatefulSetTests
{
    [Theory]
    [InlineData("""{"kind":"StatefulSet","spec":{"replicas":5}}""", 0, 5)]
    [InlineData("""{"kind":"StatefulSet","spec":{}}""", 0, 1)]
    [InlineData("""{"kind":"StatefulSet","spec":{"replicas":null,"ordinals":null}}""", 0, 1)]
    [InlineData("""{"kind":"StatefulSet","spec":{"ordinals":{"start":7},"replicas":3}}""", 7, 3)]
    [InlineData("""{"apiVersion":"apps/v1","metadata":{"name":"zk","managedFields":[{"fieldsV1":{"f:spec":{"f:replicas":{}}}}],"deletionTimestamp":null},"spec":{"template":{"spec":{"replicas":9}},"replicas":3},"status":{"replicas":1},"kind":"StatefulSet"}""", 0, 3)]
    public void It_asks_for_ordinals(string json, int first, int count) =>
        Assert.Equal(new WantedMembers.Range(first, count), Wanted(json));

    [Theory]
    [InlineData("""{"kind":"StatefulSet","spec":{"replicas":0}}""", "statefulsets/zk has spec.replicas=0")]
    [InlineData("""{"kind":"StatefulSet","metadata":{"deletionTimestamp":"2026-11-27T12:00:00Z"},"spec":{"replicas":3}}""", "statefulsets/zk is being deleted")]
    public void It_asks_for_none(string json, string why) => Assert.Equal(new WantedMembers.Gone(why), Wanted(json));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"kind":"StatefulSet"}""")]
    [InlineData("""{"kind":"Deployment","spec":{"replicas":3}}""")]
    [InlineData("""{"kind":"StatefulSet","spec":{"replicas":-1}}""")]
    [InlineData("""{"kind":"StatefulSet","spec":{"replicas":3.5}}""")]
    [InlineData("""{"kind":"StatefulSet","spec":{"replicas":99999999999}}""")]
    [InlineData("""{"kind":"StatefulSet","spec":[]}""")]
    [InlineData("""{"kind":"StatefulSet","spec":{"replicas":3}}{}""")]
    [InlineData("""{"kind":7,"spec":{"replicas":3}}""")]
    public void What_is_none_is_not_read(string json) => Assert.Null(StatefulSet.Parse(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("data-zk-0", 0)]
    [InlineData("log-zk-12", 12)]
    [InlineData("data-a-zk-0", null)]
    [InlineData("data-zk-b-0", null)]
    [InlineData("data-zk-", null)]
    [InlineData("data-zk--1", null)]
    [InlineData("other-zk-0", null)]
    public void A_claim_belongs_to_an_ordinal(string claim, int? ordinal) =>
        Assert.Equal(ordinal, StatefulSet.Parse("""{"kind":"StatefulSet","spec":{"volumeClaimTemplates":[{"metadata":{"labels":{},"name":"data"},"spec":{}},{"metadata":{"name":"log"}}]}}"""u8)!.OrdinalOf("zk", claim));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"items":[{"metadata":{"name":"a"}}""")]
    [InlineData("""{"items":[1]}""")]
    [InlineData("[]")]
    public void A_list_of_claims_that_is_cut_off_is_none(string json) => Assert.Null(ClaimList.Parse(Encoding.UTF8.GetBytes(json)));

    private static WantedMembers? Wanted(string json) => StatefulSet.Parse(Encoding.UTF8.GetBytes(json))?.Wanted("zk");
}
