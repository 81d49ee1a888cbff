using Xunit;

namespace ZkAgent.ContainerTests.Containers;

/// <summary>A measured figure, told in the test's output: an assertion is generous, a figure is exact.</summary>
internal static class Figure
{
    public static void Tell(string what, TimeSpan took) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"figure: {what}: {took.TotalSeconds:0.00} s");
}
