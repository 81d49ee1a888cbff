using System.Globalization;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>A list of voters and its version.</summary>
/// <param name="Version">An epoch in the upper four bits, the number of a change in the lower four; 0 before a first election.</param>
/// <param name="Voters">A bit for each ordinal; 0 where there is no list.</param>
internal readonly record struct ModelList(byte Version, byte Voters)
{
    public static ModelList None => default;

    public bool Exists => Voters != 0;

    public int Epoch => Version >> 4;

    public bool Names(int ordinal) => (Voters >> ordinal & 1) == 1;

    public bool IsQuorum(int among) => 2 * int.PopCount(among & Voters) > int.PopCount(Voters);

    public ModelList InEpoch(int epoch) => new((byte)(epoch << 4 | Version & 15), Voters);

    public static ModelList Changed(int epoch, int change, int voters) => new((byte)(epoch << 4 | change + 1), (byte)voters);

    /// <summary>The list as the product has it.</summary>
    public EnsembleConfiguration? Real()
    {
        if (!Exists) return null;
        var voters = Voters;
        return new((long)Epoch << 32 | (long)(Version & 15), [.. Enumerable.Range(0, 8).Where(o => (voters >> o & 1) == 1).Select(Started.Pattern.At)]);
    }

    public static ModelList Of(EnsembleConfiguration configuration) => new(
        (byte)(configuration.Version >> 32 << 4 | configuration.Version & 15),
        (byte)configuration.Topology.Participants.Sum(p => 1 << Started.Pattern.OrdinalOf(p.Id)));

    public override string ToString() => Exists ? string.Create(CultureInfo.InvariantCulture, $"{Version:x}:{Members(Voters)}") : "no list";

    public static string Members(int ordinals) => string.Join(" and ", Enumerable.Range(0, 8).Where(o => (ordinals >> o & 1) == 1).Select(o => $"zk-{o}"));
}
