using System.Globalization;
using CsCheck;
using ZkAgent.Core.Discovery;
using ZkAgent.Core.Families;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Tests.Settings;

/// <summary>All that a plan is made of.</summary>
internal sealed record RandomWorld(SettingSources Sources, HostFacts Facts, long? MemoryLimit);

/// <summary>Generates environments, flags, files and hosts. Most have something right, or no plan would ever be made.</summary>
internal static class RandomWorlds
{
    private static readonly Gen<string> Noise = Gen.Frequency<char>(
        (1, Gen.Char['\u0001', '\uffff']), (2, Gen.Char[" \t\n\r\\=:;.,#!-_[]%/0123456789abzk"])).Array[0, 19].Select(c => new string(c));

    private static readonly Gen<string> Value = Gen.Frequency<string>(
        (4, Gen.Int[-2, 69_999].Select(Text)), (1, Noise), (7, Gen.OneOf(RandomNames.Values)));

    private static readonly Gen<(string Name, string Value)> Key = Entry(RandomNames.Keys);

    private static readonly Gen<string> Line = Key.Select(entry => $"{entry.Name}={entry.Value}");

    private static readonly Gen<(string Name, string Value)> PassedThrough = Gen.Select(Key, Gen.Frequency((3, "__"), (1, ".")))
        .Select((entry, dot) => ("ZK_CFG_" + entry.Name.Replace(".", dot, StringComparison.Ordinal), entry.Value));

    private static readonly Gen<Dictionary<string, string>> Environment = Gen.Select(
        Maybe(7, of: 8, Gen.Int[1, 5].Select(n => ("ZK_REPLICAS", Text(n)))),
        Entry(RandomNames.Variables).Array[0, 3],
        Maybe(1, of: 2, PassedThrough.Array[1, 2]).Select(entries => entries.SelectMany(e => e).ToArray()),
        Maybe(1, of: 20, Gen.Select(Line.Array[0, 3], Gen.OneOf(' ', '\n')).Select((lines, between) => ("ZOO_CFG_EXTRA", string.Join(between, lines)))),
        (replicas, variables, keys, extra) => Dictionary([.. replicas, .. variables, .. keys, .. extra]));

    private static readonly Gen<Dictionary<string, string>> Flags = Maybe(1, of: 3, Entry(RandomNames.Flags)).Select(Dictionary);

    private static readonly Gen<Dictionary<string, FileText>> ValueFiles = Maybe(1, of: 20, Gen.Select(
            Gen.OneOf(RandomNames.Keys),
            Gen.Frequency<FileText>((1, Gen.Const(new FileText("/v", null, "no such file"))), (3, Value.Select(value => new FileText("/v", value + "\n"))))))
        .Select(files => files.ToDictionary(f => $"ZK_CFG_{f.Item1}_FILE", f => f.Item2, StringComparer.Ordinal));

    private static readonly Gen<FileText?> ConfigFile = Gen.Frequency<FileText?>(
        (2, Line.Array[0, 5].Select(lines => new FileText("/f", string.Concat(lines.Select(line => line + "\n"))))),
        (1, Noise.Select(noise => new FileText("/f", noise))),
        (1, Gen.Const(new FileText("/f", null, "no such file"))),
        (16, Gen.Const((FileText?)null)));

    private static readonly Gen<HostFacts> Host = Gen.Frequency<string>((1, Gen.OneOf(RandomNames.Hosts)), (2, Gen.Int[0, 2].Select(n => $"zk-{n}")))
        .SelectMany(host => Gen.Select(
            Gen.Frequency<string>(
                (1, Gen.Const("")),
                (1, Noise),
                (1, Gen.Const($"fd00::1 {host}.\n10.0.0.1 {host}.zk-hs.ns.svc.cluster.local. {host}\n")),
                (3, Gen.Const($"127.0.0.1 localhost\n10.0.0.1\t{host}.zk-hs.ns.svc.cluster.local\t{host}\n"))),
            Gen.Frequency<string>((1, Noise), (3, Gen.Const("search ns.svc.cluster.local svc.cluster.local\n"))),
            (hosts, resolv) => new HostFacts(host, hosts, resolv)));

    private static readonly Gen<long?> MemoryLimit = Gen.Frequency<long?>(
        (1, Gen.Const((long?)null)), (1, Gen.Long[0, long.MaxValue].Select(n => (long?)n)), (1, Gen.Int[0, int.MaxValue].Select(n => (long?)n)));

    public static Gen<RandomWorld> Any { get; } = Gen.Select(Environment, Flags, ValueFiles, ConfigFile, Host, MemoryLimit, (environment, flags, values, file, host, limit) =>
        new RandomWorld(FamilyTranslation.Translated(new(flags, environment, file) { ValueFiles = values }), host, limit));

    public static string Print(RandomWorld world) =>
        string.Join('\n', world.Sources.Environment.Concat(world.Sources.Flags).Select(v => LogEscaping.Clean($"{v.Key}={v.Value}")))
        + "\n" + LogEscaping.Clean($"host {world.Facts.HostName}, hosts {world.Facts.Hosts}, resolv {world.Facts.ResolvConf}, memory {world.MemoryLimit}")
        + "\n" + LogEscaping.Clean($"file {world.Sources.ConfigFile}, value files {string.Join(' ', world.Sources.ValueFiles)}");

    /// <summary>A name, now and then misspelt, with a value that is most likely right for it.</summary>
    private static Gen<(string Name, string Value)> Entry(string[] names) => Gen.OneOf([.. names.Select(name =>
        Gen.Select(Spelt(name), Gen.Frequency<string>((3, Gen.Const(RandomNames.Right(name))), (1, Value))))]);

    private static Gen<string> Spelt(string name) => name.Length < 2 ? Gen.Const(name) : Gen.Frequency<string>(
        (11, Gen.Const(name)),
        (1, Gen.Select(Gen.Int[0, name.Length - 1], Gen.Int[0, 2], (at, kind) => kind switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, "x"),
            _ => name[..at] + char.ToUpperInvariant(name[at]) + name[(at + 1)..] + "_",
        })));

    /// <summary>One in the given share of cases, else none.</summary>
    private static Gen<T[]> Maybe<T>(int cases, int of, Gen<T> gen) =>
        Gen.Frequency<T[]>((of - cases, Gen.Const(Array.Empty<T>())), (cases, gen.Select(value => (T[])[value])));

    private static Dictionary<string, string> Dictionary((string Name, string Value)[] entries)
    {
        var dictionary = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in entries) dictionary[name] = value;
        return dictionary;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
