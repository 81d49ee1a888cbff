using System.Reflection;
using ArchUnitNET.Fluent;
using ArchUnitNET.Fluent.Conditions;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Architecture;

/// <summary>The core decides and does nothing else: its compiled assembly refers to no clock, file, socket, process, console or environment.</summary>
public sealed class PurityTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Parts of the framework that compute. Sockets, processes, files mapped to memory and threads are in others.</summary>
    private static readonly string[] Computing =
    [
        "System.Collections", "System.Collections.Immutable", "System.Formats.Asn1", "System.Linq", "System.Memory", "System.Net.Primitives", "System.Runtime",
        "System.Runtime.InteropServices", "System.Security.Cryptography", "System.Text.Encodings.Web", "System.Text.Json", "System.Threading",
    ];

    private static readonly Assembly Core = typeof(SettingCatalog).Assembly;

    private static readonly ArchUnitNET.Domain.Architecture Samples = new ArchLoader()
        .LoadNamespacesWithinAssembly(typeof(PurityTests).Assembly, typeof(Samples.Impure.ReadsAFile).Namespace!, typeof(Samples.Pure.Iterates).Namespace!).Build();

    public static TheoryData<string> Impure => [.. SamplesNextTo(typeof(Samples.Impure.ReadsAFile))];

    public static TheoryData<string> Pure => [.. SamplesNextTo(typeof(Samples.Pure.Iterates))];

    [Fact]
    public void The_core_refers_to_nothing_of_the_outside_world() => ArchRuleDefinition.Types().Should().FollowCustomCondition(
        type => new ConditionResult(type, OutsideWorld.ReferredBy(type).Count == 0, "refers to " + string.Join(", ", OutsideWorld.ReferredBy(type))),
        "refer to nothing of the outside world").Check(new ArchLoader().LoadAssembly(Core).Build());

    [Fact]
    public void The_core_calls_no_native_code() => Assert.Empty(Core.GetTypes().SelectMany(NativeMethods));

    [Fact]
    public void The_core_needs_no_package_and_no_part_of_the_agent() =>
        Assert.Empty(Core.GetReferencedAssemblies().Select(a => a.Name).Except(Computing));

    /// <summary>The rest of it loads libssl, and without libssl .NET aborts the process.</summary>
    [Fact]
    public void Of_cryptography_the_core_uses_the_text_form_PEM_alone()
    {
        var uses = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "ZkAgent.Core"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && File.ReadAllText(file).Contains("System.Security", StringComparison.Ordinal)).ToList();

        Assert.EndsWith("Tls/PemBlock.cs", Assert.Single(uses), StringComparison.Ordinal);
        Assert.DoesNotContain("new X509", File.ReadAllText(uses[0]), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Impure))]
    public void Each_way_out_of_the_process_is_found(string sample) => Assert.True(LeadsOut(sample));

    [Theory]
    [MemberData(nameof(Pure))]
    public void What_only_computes_is_not_taken_for_a_way_out(string sample) => Assert.False(LeadsOut(sample));

    private static bool LeadsOut(string sample) =>
        OutsideWorld.ReferredBy(Samples.Types.Single(type => type.FullName == sample)).Count > 0
        || NativeMethods(typeof(PurityTests).Assembly.GetType(sample, throwOnError: true)!).Any();

    private static IEnumerable<string> SamplesNextTo(System.Type one) =>
        one.Assembly.GetTypes().Where(t => t.Namespace == one.Namespace && !t.IsNested).Select(t => t.FullName!);

    private static IEnumerable<MethodInfo> NativeMethods(System.Type type) =>
        type.GetMethods(Declared).Where(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl));
}
