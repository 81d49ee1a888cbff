using System.Globalization;
using System.Text;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

/// <summary>Whatever environment, flags and file there are: a plan or problems, never an exception, and the same bytes for the same input.</summary>
public sealed class RandomSettingsTests
{
    private const int Cases = 100_000;
    private const int Batches = 100;

    [Fact]
    public void A_hundred_thousand_random_worlds_give_a_plan_or_problems_and_never_throw()
    {
        var planned = 0;
        Parallel.For(0, Batches, batch =>
        {
            // Seeded by the batch alone, so that a failure is found again.
            var random = new Random(batch);
            for (var i = 0; i < Cases / Batches; i++)
            {
                var world = World(random);
                try { if (Check(world)) Interlocked.Increment(ref planned); }
                catch (Exception e) { throw new InvalidOperationException($"batch {batch}, case {i}: {e.Message}\n{Told(world)}", e); }
            }
        });
        // The generator is worth little when hardly anything comes through, or hardly anything is refused.
        Assert.InRange(planned, Cases / 10, Cases * 9 / 10);
    }

    private sealed record RandomWorld(SettingSources Sources, HostFacts Facts, long? MemoryLimit);

    private static bool Check(RandomWorld world)
    {
        var worked = false;
        foreach (var member in new[] { true, false })
        {
            var plan = AgentPlan.Make(world.Sources, world.Facts, world.MemoryLimit, member);
            var right = plan.Problems.Count == 0;
            if ((right, right, right && member) != (plan.Settings is not null, plan.Topology is not null, plan.Seat is not null)) Assert.Fail("neither a plan nor problems, or both");
            foreach (var problem in plan.Problems) OneSentence(problem.ToString());
            foreach (var warning in plan.Warnings) OneSentence(warning);
            if (plan is not { Settings: { } settings, Seat: { } seat }) continue;
            worked = true;
            var again = AgentPlan.Make(world.Sources, world.Facts, world.MemoryLimit, member);
            var files = Files(settings, seat);
            if (!files.SequenceEqual(Files(again.Settings!, again.Seat!))) Assert.Fail("the same input gave other files");
            SoundZooCfg(files[0].Text, seat);
        }
        return worked;
    }

    private static RenderedFile[] Files(AgentSettings settings, Seat seat) =>
        [.. ConfigurationFiles.Of(settings, seat, guarded: true), JavaEnv.Render(settings), MyIdFile.Render(settings.Directories, seat.Self.Id)];

    private static void OneSentence(string text)
    {
        if (text.Length is 0 or > 2000 || text.Any(char.IsControl)) Assert.Fail($"no sentence of one line: {text}");
    }

    /// <summary>Java reads back ASCII lines, each key once, and one server line a server.</summary>
    private static void SoundZooCfg(string text, Seat seat)
    {
        if (text.Any(c => c is not '\n' and (< ' ' or > '~'))) Assert.Fail("not plain ASCII");
        var (entries, broken) = PropertiesText.Parse(text);
        if (broken.Count > 0 || text.Count(c => c == '\n') - 1 != entries.Count) Assert.Fail($"Java reads other lines: {text}");
        if (entries.DistinctBy(e => e.Key, StringComparer.Ordinal).Count() != entries.Count) Assert.Fail($"a key stands twice: {text}");
        var servers = entries.Count(e => e.Key.StartsWith("server.", StringComparison.Ordinal));
        if (servers != (seat.Standalone ? 0 : seat.Topology.Servers.Count) || !seat.Topology.Servers.Contains(seat.Self)) Assert.Fail($"not every server, or not ours: {text}");
    }

    private static readonly string[] Variables = [.. SettingCatalog.All.SelectMany(s => s.Aliases.Prepend(s.Name)).Where(n => n != "ZOO_CFG_EXTRA")];
    private static readonly string[] Flags = [.. SettingCatalog.All.Select(s => s.Flag)];
    private static readonly string[] Keys = [.. ZooCfgKeys.All, "server.1", "server.x", "group.1", "metricsProvider.httpPort", "clientPortAddress", "clientPortAddress"];
    private static readonly string[] Hosts = ["zk-0", "zk-1", "zk-2", "zk-0", "zk-1", "my-zk-2", "zk-2.zk-hs.ns.svc.cluster.local", "zk", "", "zk-", "zk-0.", "zk-99999999999", "zk-2147483647", "(none)", "zk\n-1", "é-1", ".-1", "-1"];

    private static readonly string[] Values =
    [
        "", " ", "0", "1", "2", "3", "5", "10", "-1", "254", "255", "2181", "2888", "65535", "65536", "2000", "2147483647", "2147483648", "9223372036854775807",
        "-9223372036854775808", "99999999999999999999999", "1e3", "0x10", "٣", "tcp://10.0.0.1:2181", "udp://[::1]:53", "true", "no", "maybe", "auto", "2G", "512M",
        "1T", "9999999T", "-2G", "30s", "5m", "99999999999h", "/data", "/", "data", "/my data", "/a\nb", "/ä", "a\nb=c", "a\r\nserver.1=x", "\"3\"", "'", "\"\"", "\\", "\\u12", "$(id)",
        "`id`", "a=b", "=", "a=b c=d", "tickTime=5", "ssl.keyStore.password=x y", "server.1=a", "server.1=zk-0:2888:3888;2181 server.2=zk-1:2888:3888;2182", "server.1=[::1]:1:2:observer;[::1]:3",
        "1=a,2=b,3=c", "server.1=a\0b", "zk", "zk-hs", "zk-hs.ns.svc.cluster.local", "a..b", ".", "INFO", "DEBUG", "*", "stat,*", "😀", "\ud83d", "\u202e", "\u0085", "\u2028", "127.0.0.1", "::1",
        "OrderedReady", new('9', 3000), new('x', 3000), new('\n', 300),
    ];

    private static RandomWorld World(Random random)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        var flags = new Dictionary<string, string>(StringComparer.Ordinal);
        var valueFiles = new Dictionary<string, FileText>(StringComparer.Ordinal);
        // Most worlds have something right, or nothing would ever come through.
        if (random.Next(8) > 0) environment["ZK_REPLICAS"] = random.Next(1, 6).ToString(CultureInfo.InvariantCulture);
        for (var n = random.Next(4); n > 0; n--) Add(environment, "", Pick(random, Variables));
        for (var n = random.Next(3) - 1; n > 0; n--) Add(flags, "", Pick(random, Flags));
        for (var n = random.Next(4) - 1; n > 0; n--) Add(environment, "ZK_CFG_", Pick(random, Keys));
        if (random.Next(20) == 0) environment["ZOO_CFG_EXTRA"] = string.Join(random.Next(2) == 0 ? ' ' : '\n', Enumerable.Range(0, random.Next(4)).Select(_ => KeyAndValue()));
        if (random.Next(20) == 0) valueFiles[$"ZK_CFG_{Pick(random, Keys)}_FILE"] = random.Next(4) == 0 ? new("/v", null, "no such file") : new("/v", Value(random) + "\n");
        var file = random.Next(10) switch
        {
            0 => new FileText("/f", string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => KeyAndValue() + "\n"))),
            1 => random.Next(2) == 0 ? new FileText("/f", Noise(random)) : new FileText("/f", null, "no such file"),
            _ => null,
        };
        var host = Pick(random, Hosts);
        if (random.Next(3) > 0) host = $"zk-{random.Next(3)}";
        var hosts = random.Next(6) switch
        {
            0 => "",
            1 => Noise(random),
            2 => $"fd00::1 {host}.\n10.0.0.1 {host}.zk-hs.ns.svc.cluster.local. {host}\n",
            _ => $"127.0.0.1 localhost\n10.0.0.1\t{host}.zk-hs.ns.svc.cluster.local\t{host}\n",
        };
        var resolv = random.Next(4) == 0 ? Noise(random) : "search ns.svc.cluster.local svc.cluster.local\n";
        long? limit = random.Next(3) switch { 0 => null, 1 => random.NextInt64(), _ => random.Next() };
        return new(new(flags, environment, file) { ValueFiles = valueFiles }, new(host, hosts, resolv), limit);

        void Add(Dictionary<string, string> to, string prefix, string name)
        {
            var value = random.Next(4) > 0 ? Right(name) : Value(random);
            if (prefix.Length > 0) name = name.Replace(".", random.Next(4) > 0 ? "__" : ".", StringComparison.Ordinal);
            to[prefix + Misspelt(random, name)] = value;
        }

        string KeyAndValue()
        {
            var key = Pick(random, Keys);
            return $"{Misspelt(random, key)}={(random.Next(4) > 0 ? Right(key) : Value(random))}";
        }
    }

    /// <summary>A value that is most likely right for a variable, a flag or a key.</summary>
    private static string Right(string name) => name switch
    {
        "ZK_MIN_SESSION_TIMEOUT" or "min_session_timeout" or "minSessionTimeout" => "5000",
        "ZK_MAX_SESSION_TIMEOUT" or "ZOO_MAX_SESSION_TIMEOUT" or "max_session_timeout" or "maxSessionTimeout" => "30000",
        _ when SettingCatalog.All.FirstOrDefault(s => s.Name == name || s.Flag == name || s.CfgKey == name || s.Aliases.Contains(name)) is { } setting => setting.Default,
        _ when ZooCfgValues.Ports.Contains(name) => "7000",
        _ when ZooCfgValues.Booleans.Contains(name) => "yes",
        _ when ZooCfgValues.Numbers.Contains(name) => "7",
        "server.1" => "zk-0:2888:3888",
        _ => "word",
    };

    private static string Value(Random random) => random.Next(3) switch
    {
        0 => random.Next(-2, 70_000).ToString(CultureInfo.InvariantCulture),
        1 when random.Next(4) == 0 => Noise(random),
        _ => Pick(random, Values),
    };

    private static string Misspelt(Random random, string name)
    {
        if (random.Next(12) > 0 || name.Length < 2) return name;
        var at = random.Next(name.Length);
        return random.Next(3) switch { 0 => name.Remove(at, 1), 1 => name.Insert(at, "x"), _ => name[..at] + char.ToUpperInvariant(name[at]) + name[(at + 1)..] + "_" };
    }

    private static string Noise(Random random)
    {
        var text = new StringBuilder();
        for (var n = random.Next(20); n > 0; n--) text.Append(random.Next(3) == 0 ? (char)random.Next(1, 0x10000) : " \t\n\r\\=:;.,#!-_[]%/0123456789abzk"[random.Next(31)]);
        return text.ToString();
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static string Told(RandomWorld world) =>
        string.Join('\n', world.Sources.Environment.Concat(world.Sources.Flags).Select(v => OneLine.Clean($"{v.Key}={v.Value}")))
        + OneLine.Clean($"\nhost {world.Facts.HostName}\nhosts {world.Facts.Hosts}\nfile {world.Sources.ConfigFile}");
}
