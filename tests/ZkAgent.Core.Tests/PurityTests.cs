using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests;

/// <summary>The core decides and does nothing else: its compiled assembly refers to no clock, file, socket, process, console or environment.</summary>
public sealed class PurityTests
{
    private static readonly string[] Namespaces =
        ["System.Net", "System.Net.Sockets", "System.Net.Http", "System.Net.NetworkInformation", "System.IO.Pipes", "System.IO.MemoryMappedFiles", "System.Threading", "System.Threading.Tasks", "System.Timers", "Microsoft.Win32.SafeHandles"];

    private static readonly string[] Types =
    [
        "System.Console", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.TimeProvider", "System.Random",
        "System.IO.File", "System.IO.Directory", "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.FileSystemInfo", "System.IO.FileStream",
        "System.IO.StreamReader", "System.IO.StreamWriter", "System.IO.DriveInfo", "System.AppContext", "System.AppDomain",
        "System.Runtime.InteropServices.Marshal", "System.Runtime.InteropServices.NativeLibrary", "System.Runtime.InteropServices.PosixSignalRegistration",
    ];

    private static readonly string[] Members = ["System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid", "System.GC.Collect"];

    [Fact]
    public void The_core_refers_to_nothing_of_the_outside_world()
    {
        using var image = new PEReader(File.OpenRead(typeof(SettingCatalog).Assembly.Location));
        var metadata = image.GetMetadataReader();
        var found = Referred(metadata).ToList();
        Assert.Contains("System.String.Concat", found); // that the reading of metadata works at all
        Assert.DoesNotContain(found, name => Impure(name));
        Assert.DoesNotContain(metadata.MethodDefinitions, m => !metadata.GetMethodDefinition(m).GetImport().Module.IsNil);
    }

    [Theory]
    [InlineData("System.IO.File.ReadAllText", true)]
    [InlineData("System.Net.Sockets.Socket", true)]
    [InlineData("System.DateTime.get_UtcNow", true)]
    [InlineData("System.Environment.GetEnvironmentVariable", true)]
    [InlineData("System.DateTime.AddDays", false)]
    [InlineData("System.IO.UnixFileMode", false)]
    public void The_rule_tells_what_is_impure(string name, bool impure) => Assert.Equal(impure, Impure(name));

    private static bool Impure(string name) =>
        Members.Contains(name)
        // The compiler itself puts the thread's number into what it makes of yield return.
        || (name.StartsWith("System.Environment.", StringComparison.Ordinal) && name != "System.Environment.get_CurrentManagedThreadId")
        || Types.Any(t => name == t || name.StartsWith(t + ".", StringComparison.Ordinal))
        // System.Net has the pure IPAddress in it; everything else there talks to somebody.
        || (Namespaces.Any(n => name.StartsWith(n + ".", StringComparison.Ordinal)) && !Pure.Any(p => name == p || name.StartsWith(p + ".", StringComparison.Ordinal)));

    private static readonly string[] Pure = ["System.Net.IPAddress", "System.Threading.CancellationToken", "System.Threading.Lock", "System.Threading.Interlocked"];

    private static IEnumerable<string> Referred(MetadataReader metadata)
    {
        foreach (var handle in metadata.TypeReferences) yield return Name(metadata, handle);
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
                yield return $"{Name(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}";
        }
    }

    private static string Name(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{Name(metadata, (TypeReferenceHandle)type.ResolutionScope)}.{metadata.GetString(type.Name)}"
            : $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
