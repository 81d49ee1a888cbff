using CsCheck;
using Xunit;
using ZkAgent.Core.Discovery;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Tests.Settings;

/// <summary>Whatever environment, flags and file there are: a plan or problems, never an exception, and the same bytes for the same input.</summary>
public sealed class RandomSettingsTests
{
    private const int Cases = 100_000;

    [Fact]
    public void A_hundred_thousand_random_worlds_give_a_plan_or_problems_and_never_throw()
    {
        var planned = 0;
        RandomWorlds.Any.Sample(world => { if (Check(world)) Interlocked.Increment(ref planned); }, iter: Cases, print: RandomWorlds.Print);
        // The generator is worth little when hardly anything comes through, or hardly anything is refused.
        Assert.InRange(planned, Cases / 10, Cases * 9 / 10);
    }

    private static bool Check(RandomWorld world)
    {
        var worked = false;
        foreach (var member in new[] { true, false })
        {
            var plan = AgentPlan.Make(world.Sources, world.Facts, world.MemoryLimit, member);
            var right = plan.Problems.Count == 0;
            if ((right, right, right && member) != (plan.Settings is not null, plan.Topology is not null, plan.LocalMember is not null)) Assert.Fail("neither a plan nor problems, or both");
            foreach (var problem in plan.Problems) OneSentence(problem.ToString());
            foreach (var warning in plan.Warnings) OneSentence(warning);
            if (plan is not { Settings: { } settings, LocalMember: { } local }) continue;
            worked = true;
            var again = AgentPlan.Make(world.Sources, world.Facts, world.MemoryLimit, member);
            var files = Files(settings, local);
            if (!files.SequenceEqual(Files(again.Settings!, again.LocalMember!))) Assert.Fail("the same input gave other files");
            SoundZooCfg(files[0].Text, local);
        }
        return worked;
    }

    private static RenderedFile[] Files(AgentSettings settings, LocalMember local) =>
        [.. ConfigurationFiles.Of(settings, local, guarded: true, ConfigurationPlaces.Decide(settings, ConfigurationFacts.Empty, null)), JavaEnv.Render(settings, "/java.env"), MyIdFile.Render(settings.Directories, local.Self.Id)];

    private static void OneSentence(string text)
    {
        if (text.Length is 0 or > 2000 || text.Any(char.IsControl)) Assert.Fail($"no sentence of one line: {text}");
    }

    /// <summary>Java reads back ASCII lines, each key once, and one server line a server.</summary>
    private static void SoundZooCfg(string text, LocalMember local)
    {
        if (text.Any(c => c is not '\n' and (< ' ' or > '~'))) Assert.Fail("not plain ASCII");
        var (entries, broken) = PropertiesText.Parse(text);
        if (broken.Count > 0 || text.Count(c => c == '\n') - 1 != entries.Count) Assert.Fail($"Java reads other lines: {text}");
        if (entries.DistinctBy(e => e.Key, StringComparer.Ordinal).Count() != entries.Count) Assert.Fail($"a key stands twice: {text}");
        var servers = entries.Count(e => e.Key.StartsWith("server.", StringComparison.Ordinal));
        if (servers != (local.Standalone ? 0 : local.Topology.Servers.Count) || !local.Topology.Servers.Contains(local.Self)) Assert.Fail($"not every server, or not ours: {text}");
    }
}
