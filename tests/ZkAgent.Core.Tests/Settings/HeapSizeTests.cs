using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

public sealed class HeapSizeTests
{
    private const long Gibi = 1L << 30;

    [Theory]
    [InlineData(null, "1G", "heap 1G: the container has no memory limit")]
    [InlineData(1L << 30, "614m", "heap 614m: 60 % of the container's memory limit of 1024 MiB")]
    [InlineData(2L << 30, "1228m", "heap 1228m: 60 % of the container's memory limit of 2048 MiB")]
    [InlineData(16L << 20, "64m", "heap 64m: 60 % of the container's memory limit of 16 MiB, but not below 64 MiB")]
    [InlineData(long.MaxValue, "5277655813324m", "heap 5277655813324m: 60 % of the container's memory limit of 8796093022207 MiB")]
    public void Without_a_setting_the_heap_follows_the_memory_limit(long? limit, string heap, string reason)
    {
        var jvm = HeapSize.FromLimit(limit);
        Assert.Equal((heap, reason), (jvm.Heap, jvm.HeapReason));
    }

    [Theory]
    [InlineData("2G", "2048m")]
    [InlineData("2g", "2048m")]
    [InlineData("2Gi", "2048m")]
    [InlineData("512M", "512m")]
    [InlineData("524288k", "512m")]
    [InlineData("536870912", "512m")]
    [InlineData(" \"1G\"", "1024m")]
    public void A_heap_asked_for_is_kept(string asked, string heap)
    {
        var jvm = Given.Three.With("ZK_HEAP_SIZE", asked).Works.Settings!.Jvm;
        Assert.Equal((heap, $"heap {heap}: set by ZK_HEAP_SIZE"), (jvm.Heap, jvm.HeapReason));
    }

    [Theory]
    [InlineData("ZK_SERVER_HEAP")]
    [InlineData("ZOO_HEAP_SIZE")]
    public void A_bare_number_under_names_of_others_counts_megabytes(string name) =>
        Assert.Equal("1000m", Given.Three.With(name, "1000").Works.Settings!.Jvm.Heap);

    [Fact]
    public void A_heap_that_does_not_fit_into_the_limit_is_kept_and_explained()
    {
        Assert.Null(HeapSize.Warn(768 << 20, Gibi, ""));
        Assert.Null(HeapSize.Warn(4 * Gibi, null, ""));
        Assert.Equal("a heap of 900 MiB leaves 124 MiB of the memory limit of 1024 MiB for the rest of the JVM, too little under load; raise the limit to 1350 MiB or leave ZK_HEAP_SIZE to auto (614m)",
            HeapSize.Warn(900 << 20, Gibi, " or leave ZK_HEAP_SIZE to auto (614m)"));
        Assert.StartsWith("a heap of 1024 MiB does not fit into the memory limit of 1024 MiB: the kernel will kill ZooKeeper when the heap fills;", HeapSize.Warn(Gibi, Gibi, ""), StringComparison.Ordinal);
        Assert.Single((Given.Three.With("ZK_HEAP_SIZE", "2G") with { MemoryLimit = Gibi }).Works.Warnings);
    }
}
