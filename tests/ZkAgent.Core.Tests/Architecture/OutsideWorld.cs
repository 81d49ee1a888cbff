using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;

namespace ZkAgent.Core.Tests.Architecture;

/// <summary>What of the framework has to do with clocks, files, sockets, processes, threads, chance or the environment.</summary>
internal static class OutsideWorld
{
    private static readonly string[] Namespaces =
    [
        "System.Net", "System.IO.Pipes", "System.IO.MemoryMappedFiles", "System.Threading", "System.Timers", "Microsoft.Win32.SafeHandles",
    ];

    private static readonly string[] Types =
    [
        "System.Console", "System.Environment", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.TimeProvider", "System.Random",
        "System.IO.File", "System.IO.Directory", "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.FileSystemInfo", "System.IO.FileStream",
        "System.IO.StreamReader", "System.IO.StreamWriter", "System.IO.DriveInfo", "System.AppContext", "System.AppDomain",
        "System.Runtime.InteropServices.Marshal", "System.Runtime.InteropServices.NativeLibrary", "System.Runtime.InteropServices.PosixSignalRegistration",
    ];

    /// <summary>Members of types that are otherwise pure.</summary>
    private static readonly string[] Members =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.GC.Collect",
    ];

    /// <summary>Pure types in the namespaces above.</summary>
    private static readonly string[] Pure =
        ["System.Net.IPAddress", "System.Threading.CancellationToken", "System.Threading.Lock", "System.Threading.Interlocked"];

    /// <returns>The full names of all that the type refers to in the outside world: types anywhere in it, and members that it calls or hands out.</returns>
    public static IReadOnlyList<string> ReferredBy(IType type) =>
    [
        .. type.Dependencies.Select(d => d.Target.FullName).Where(IsOutside).Distinct(),
        .. type.GetCalledMethods().Select(m => $"{m.DeclaringType.FullName}.{m.Name.Split('(')[0]}").Where(Members.Contains).Distinct(),
    ];

    private static bool IsOutside(string type) =>
        Types.Any(t => IsOrIsIn(type, t)) || (Namespaces.Any(n => type.StartsWith(n + ".", StringComparison.Ordinal)) && !Pure.Any(p => IsOrIsIn(type, p)));

    /// <summary>The type itself, one nested in it, or the same with type parameters.</summary>
    private static bool IsOrIsIn(string type, string name) =>
        type.StartsWith(name, StringComparison.Ordinal) && (type.Length == name.Length || type[name.Length] is '+' or '`');
}
