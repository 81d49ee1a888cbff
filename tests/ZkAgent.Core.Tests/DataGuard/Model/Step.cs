using ZkAgent.Core.Tests.Models;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>One step, as a person reads it.</summary>
/// <param name="Verb">What happens.</param>
/// <param name="Member">To whom; from 0.</param>
/// <param name="Other">The other one that has a part in it; -1 without one.</param>
/// <param name="Among">The members of an election, a bit for each.</param>
internal readonly record struct Step(string Verb, int Member, int Other = -1, int Among = 0)
{
    public string Text
    {
        get
        {
            var among = Among;
            return $"zk-{Member} {Verb}{(Other < 0 ? "" : $" zk-{Other}")}"
                + (among == 0 ? "" : " " + string.Join(" and ", Enumerable.Range(0, 8).Where(i => (among >> i & 1) == 1).Select(i => $"zk-{i}")));
        }
    }
}

/// <summary>A step and where it leads.</summary>
internal readonly record struct Move(Step Step, World To) : IMove<World>
{
    public string Text => Step.Text;
}
