using System.Net;

// Types that come near the outside world and only compute.
namespace ZkAgent.Core.Tests.Architecture.Samples.Pure;

public static class AddsADay { public static DateTime To(DateTime day) => day.AddDays(1); }

/// <summary>The compiler makes an iterator remember its thread by Environment.CurrentManagedThreadId.</summary>
public static class Iterates { public static IEnumerable<int> Get() { yield return 1; } }

public static class ReadsAnAddress { public static bool Is(string text) => IPAddress.TryParse(text, out _); }

public static class NamesAMode { public static UnixFileMode Get() => UnixFileMode.UserRead; }
