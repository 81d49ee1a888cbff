using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

// Types of which each leaves the process in one way, which the rule of purity must find.
namespace ZkAgent.Core.Tests.Architecture.Samples.Impure;

public static class ReadsAFile { public static string Get() => File.ReadAllText("x"); }

public static class ReadsAFileInALambda { public static Func<string> Get(string path) => () => File.ReadAllText(path); }

public static class ReadsAFileInAnIterator { public static IEnumerable<string> Get() { yield return File.ReadAllText("x"); } }

public static class HandsOutAMethod { public static Func<string, string> Get() => File.ReadAllText; }

public static class KeepsFilesInAList { public static readonly List<FileInfo> Files = []; }

public static class NamesAType { public static Type Get() => typeof(Directory); }

public static class ReadsTheClock { public static DateTime Get() => DateTime.Now; }

public static class ReadsTheClockOnce { public static readonly DateTimeOffset At = DateTimeOffset.UtcNow; }

public static class ReadsTheClockInALambda { public static Func<Func<DateTime>> Get() => () => () => DateTime.UtcNow; }

public static class TakesAClock { public static DateTimeOffset Get(TimeProvider time) => time.GetUtcNow(); }

public static class MakesAnIdentifier { public static Func<Guid> Get() => Guid.NewGuid; }

public static class DrawsANumber { public static int Get() => Random.Shared.Next(); }

public static class ReadsAVariable { public static string? Get() => Environment.GetEnvironmentVariable("x"); }

public static class OpensASocket { public static Socket Get() => new(SocketType.Stream, ProtocolType.Tcp); }

public static class ResolvesAName { public static IPAddress[] Get() => Dns.GetHostAddresses("x"); }

public static class StartsAProcess { public static Process? Get() => Process.Start("x"); }

public static class Prints { public static void Do() => Console.WriteLine("x"); }

public static class WaitsForATask { public static async Task Do() => await Task.Yield(); }

public static class CallsNativeCode { [DllImport("c", EntryPoint = "getpid")] private static extern int Get(); }
