using Xunit;

namespace ZkAgent.Core.Tests.Settings;

/// <summary>The heap that explain shows is the one that the JVM takes, and it is checked against the container's limit.</summary>
public sealed class HeapReaderTests
{
    private static readonly Given InOneGibi = Given.Three with { MemoryLimit = 1L << 30 };

    [Theory]
    [InlineData("SERVER_JVMFLAGS", "-Xmx512m", "512m")]
    [InlineData("JVMFLAGS", "-Xmx512m", "512m")]
    [InlineData("_JAVA_OPTIONS", "-Xmx512m", "512m")]
    [InlineData("JVMFLAGS", "-XX:MaxHeapSize=512M", "512m")]
    [InlineData("JVMFLAGS", "-Xmx536870912", "512m")]
    [InlineData("JVMFLAGS", "-Xmx1g -Xmx512m", "512m")]
    [InlineData("JAVA_TOOL_OPTIONS", "-Xmx512m", "512m")]
    [InlineData("JDK_JAVA_OPTIONS", "-Xmx524288k", "512m")]
    [InlineData("JVMFLAGS", "-XX:MaxRAMPercentage=50", "512m")]
    [InlineData("JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=50.0", "512m")]
    public void A_heap_among_the_jvms_options_is_the_heap(string variable, string options, string heap)
    {
        var given = InOneGibi.With(variable, options);
        var origin = $"{variable} {options.Split(' ')[^1]}";
        Assert.Equal((heap, $"heap {heap}: set by {origin}"), (given.Works.Settings!.Jvm.Heap, given.Works.Settings!.Jvm.HeapReason));
        Assert.Equal((heap, origin), (given.Effective("ZK_HEAP_SIZE").Value, given.Effective("ZK_HEAP_SIZE").Origin));
        Assert.Empty(given.Works.Warnings);
    }

    [Fact]
    public void Of_two_variables_the_one_that_the_jvm_reads_later_wins() =>
        Assert.Equal("256m", Given.Three.With("SERVER_JVMFLAGS", "-Xmx512m").With("JVMFLAGS", "-Xmx256m").Works.Settings!.Jvm.Heap);

    [Fact]
    public void An_option_on_the_command_line_beats_the_setting_and_says_so()
    {
        var given = Given.Three.With("ZK_HEAP_SIZE", "1G").With("JVMFLAGS", "-Xmx2g");
        Assert.Equal("2048m", given.Works.Settings!.Jvm.Heap);
        Assert.Equal("ZK_HEAP_SIZE=1G has no effect: JVMFLAGS -Xmx2g comes later on the JVM's command line; remove one of them", Assert.Single(given.Works.Warnings));
        Assert.Empty(given.With("ZK_HEAP_SIZE", "2G").Works.Warnings);
    }

    [Theory]
    [InlineData("JAVA_TOOL_OPTIONS", "-Xmx2g")]
    [InlineData("JVMFLAGS", "-XX:MaxRAMPercentage=75")]
    public void The_setting_beats_what_has_no_force_on_the_command_line_and_says_so(string variable, string option)
    {
        var given = InOneGibi.With("ZK_HEAP_SIZE", "512m").With(variable, option);
        Assert.Equal("512m", given.Works.Settings!.Jvm.Heap);
        Assert.Equal($"{variable} {option} has no effect: -Xmx beats it (heap 512m: set by ZK_HEAP_SIZE); set ZK_HEAP_SIZE instead", Assert.Single(given.Works.Warnings));
    }

    [Fact]
    public void A_percentage_needs_a_limit_to_be_one_of()
    {
        var plan = Given.Three.With("JVMFLAGS", "-XX:MaxRAMPercentage=75").Works;
        Assert.Equal("1G", plan.Settings!.Jvm.Heap);
        Assert.Equal("JVMFLAGS -XX:MaxRAMPercentage=75 has no effect: -Xmx beats it (heap 1G: the container has no memory limit); set ZK_HEAP_SIZE instead", Assert.Single(plan.Warnings));
    }

    [Theory]
    [InlineData("JVMFLAGS", "-Xmx2g", "a heap of 2048 MiB does not fit into the memory limit of 1024 MiB: the kernel will kill ZooKeeper when the heap fills; raise the limit to 3072 MiB or remove JVMFLAGS -Xmx2g (auto: 614m)")]
    [InlineData("JVMFLAGS", "-XX:MaxRAMPercentage=90", "a heap of 921 MiB leaves 102 MiB of the memory limit of 1024 MiB for the rest of the JVM, too little under load; raise the limit to 1381 MiB or remove JVMFLAGS -XX:MaxRAMPercentage=90 (auto: 614m)")]
    [InlineData("ZK_HEAP_SIZE", "2g", "a heap of 2048 MiB does not fit into the memory limit of 1024 MiB: the kernel will kill ZooKeeper when the heap fills; raise the limit to 3072 MiB or leave ZK_HEAP_SIZE to auto (614m)")]
    public void The_heap_that_wins_is_checked_against_the_limit(string variable, string value, string warning) =>
        Assert.Equal(warning, Assert.Single(InOneGibi.With(variable, value).Works.Warnings));

    [Fact]
    public void A_limit_that_the_smallest_heap_fills_is_told_as_well() =>
        Assert.Equal("a heap of 64 MiB does not fit into the memory limit of 64 MiB: the kernel will kill ZooKeeper when the heap fills; raise the limit to 96 MiB",
            Assert.Single((Given.Three with { MemoryLimit = 64 << 20 }).Works.Warnings));

    [Theory]
    [InlineData("-Xmx2GB")]
    [InlineData("-Xmx2Gi")]
    [InlineData("-Xmx")]
    [InlineData("-Xmx1.5g")]
    [InlineData("-Xmx1m")]
    [InlineData("-XX:MaxHeapSize=much")]
    [InlineData("-Xms1Gi")]
    public void A_size_over_which_the_jvm_does_not_start_is_refused(string option) =>
        Assert.Equal($"cannot use JVMFLAGS={option}: expected a size that the JVM reads, bytes or a number with one letter such as 2g or 512m, or the JVM does not start",
            InOneGibi.With("JVMFLAGS", option).Problem);

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("half")]
    public void A_percentage_that_is_none_is_refused(string percentage) =>
        Assert.Equal($"cannot use JVMFLAGS=-XX:MaxRAMPercentage={percentage}: expected a percentage above 0 and at most 100, or the JVM does not start",
            InOneGibi.With("JVMFLAGS", $"-XX:MaxRAMPercentage={percentage}").Problem);

    [Fact]
    public void An_initial_heap_above_the_largest_is_refused()
    {
        Assert.Equal("cannot use JVMFLAGS=-Xms2g: expected at most the largest heap (heap 614m: 60 % of the container's memory limit of 1024 MiB), or the JVM does not start; set ZK_HEAP_SIZE",
            InOneGibi.With("JVMFLAGS", "-Xms2g").Problem);
        Assert.Empty(InOneGibi.With("JVMFLAGS", "-Xms256m").Plan.Problems);
        Assert.Empty(InOneGibi.With("JVMFLAGS", "-Xms512m -Xmx512m").Plan.Problems);
    }
}
