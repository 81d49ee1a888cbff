using System.Globalization;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>Finds the heap that takes effect: the setting or the JVM's own options.</summary>
internal static class HeapReader
{
    private static readonly string[] Largest = ["-Xmx", "-XX:MaxHeapSize="];
    private static readonly string[] Initial = ["-Xms", "-XX:InitialHeapSize="];
    private static readonly string[] OfMemory = ["-XX:MaxRAMPercentage="];

    /// <summary>The least that the JVM takes for a largest heap.</summary>
    private const long Smallest = 2 << 20;

    /// <param name="read">The settings, and where problems and warnings go.</param>
    /// <param name="limit">The container's memory limit in bytes; null where there is none.</param>
    public static JvmSettings Read(SettingValues read, long? limit)
    {
        var options = read.Resolver.Jvm;
        var found = read.Raw(SettingCatalog.HeapSize);
        var own = Own(read, found);
        var (winner, asked, percentage) = (JvmOptions.Last(options.After, Largest), JvmOptions.Last(options.Before, Largest), JvmOptions.Last(options.All, OfMemory));

        var jvm = HeapSize.FromLimit(limit);
        var (bytes, fix) = (HeapSize.BytesFromLimit(limit), "");
        JvmOption? source = null;
        if (winner is { } last) Take(last, Size(read, last, Largest, Smallest));
        else if (own is { } size) (jvm, bytes, fix) = (HeapSize.Asked(size, found.Origin), size, $" or leave {SettingCatalog.HeapSize.Name} to auto ({jvm.Heap})");
        else if (asked is { } weaker) Take(weaker, Size(read, weaker, Largest, Smallest));
        else if (percentage is { } share && limit is { } all) Take(share, Percentage(read, share) is { } percent ? (long)(all / 100.0 * percent) : null);

        if (winner is not null && source == winner && !found.IsDefault && own != bytes)
            read.Warnings.Add($"{found.Origin}={LogEscaping.Quote(found.Text)} has no effect: {winner} comes later on the JVM's command line; remove one of them");
        foreach (var idle in new[] { asked, percentage })
            if (idle is { } option && option != source && read.Problems.All(p => p.Value != option.Text))
                read.Warnings.Add($"{option} has no effect: -Xmx beats it ({jvm.HeapReason}); set {SettingCatalog.HeapSize.Name} instead");
        if (HeapSize.Warn(bytes, limit, fix) is { } warning) read.Warnings.Add(warning);
        if (JvmOptions.Last(options.All, Initial) is { } initial && Size(read, initial, Initial, 0) > bytes && !read.IsRefused(SettingCatalog.HeapSize))
            read.Problems.Add(new(initial.Variable, initial.Text, $"at most the largest heap ({jvm.HeapReason}), or the JVM does not start; set {SettingCatalog.HeapSize.Name}"));
        return jvm;

        // A size that is none has its problem; nothing that follows from it is judged.
        void Take(JvmOption option, long? size)
        {
            if (size is not { } value) return;
            (source, bytes, fix) = (option, value, $" or remove {option} (auto: {jvm.Heap})");
            jvm = HeapSize.Asked(value, option.ToString());
            read.Record(SettingCatalog.HeapSize, jvm.Heap, option.ToString());
        }
    }

    /// <summary>What the setting says, in bytes; null for auto and for what is no size (then there is a problem).</summary>
    private static long? Own(SettingValues read, FoundValue found)
    {
        if (found.Text.Equals("auto", StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = Bytes(found);
        if (bytes is >= 32L << 20 and <= 1L << 40) return bytes;
        read.Refuse(SettingCatalog.HeapSize, found, "auto, or a size from 32M to 1T such as 512M, 2G or plain bytes");
        return null;
    }

    /// <summary>A size in bytes; null for what is none.</summary>
    internal static long? Bytes(FoundValue found)
    {
        // ZooKeeper's own ZK_SERVER_HEAP and bitnami's ZOO_HEAP_SIZE count megabytes; ours counts bytes unless it says otherwise.
        var inMegabytes = SettingCatalog.HeapSize.Aliases.Any(alias => found.Origin == alias || found.Origin == $"{alias}_FILE") && found.Text.All(char.IsAsciiDigit);
        return ValueReaders.Bytes(inMegabytes ? found.Text + "m" : found.Text);
    }

    /// <summary>The bytes that an option gives; null, with a problem, where the JVM would not start over it.</summary>
    private static long? Size(SettingValues read, JvmOption option, string[] beginnings, long lowest)
    {
        var text = option.Text[beginnings.First(b => option.Text.StartsWith(b, StringComparison.Ordinal)).Length..];
        // The JVM takes one letter for a unit; Kubernetes' Gi it refuses.
        var digits = text.TrimEnd('k', 'K', 'm', 'M', 'g', 'G', 't', 'T');
        if (digits.All(char.IsAsciiDigit) && text.Length - digits.Length <= 1 && ValueReaders.Bytes(text) is { } bytes && bytes >= lowest) return bytes;
        Refuse(read, option, "a size that the JVM reads, bytes or a number with one letter such as 2g or 512m, or the JVM does not start");
        return null;
    }

    private static double? Percentage(SettingValues read, JvmOption option)
    {
        if (double.TryParse(option.Text[OfMemory[0].Length..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100) return percent;
        Refuse(read, option, "a percentage above 0 and at most 100, or the JVM does not start");
        return null;
    }

    private static void Refuse(SettingValues read, JvmOption option, string expected)
    {
        if (!read.Problems.Any(p => p.Name == option.Variable && p.Value == option.Text)) read.Problems.Add(new(option.Variable, option.Text, expected));
    }
}
