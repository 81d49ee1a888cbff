using System.Globalization;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Metrics;

namespace ZkAgent.Core.Status;

/// <summary>What an operator should know of one member although it may serve.</summary>
public static class AgentWarnings
{
    /// <summary>Below this share of free space a volume is nearly full; the alert of that name has the same limit.</summary>
    private const double LeastFree = 0.1;

    /// <summary>A certificate that ends within this time should have been renewed by now.</summary>
    public static readonly TimeSpan RenewalTime = TimeSpan.FromDays(14);

    /// <param name="details">What the agent knows.</param>
    /// <param name="version">ZooKeeper's version as it reports it; null where it is not known.</param>
    /// <param name="now">The moment, by the wall clock.</param>
    public static IReadOnlyList<string> Find(AgentDetails details, string? version, DateTimeOffset now) =>
    [
        .. details.Failures.Where(check => !check.Pass).Select(check => check.Reason),
        .. FullVolumes(details.Disk),
        .. details.Certificates.SelectMany(certificate => Ends(certificate, now)),
        .. LosesData(version),
    ];

    private static IEnumerable<string> FullVolumes(DiskFigures? disk) => (disk?.Directories ?? [])
        .Where(d => d.FilesystemBytes > 0 && d.FreeBytes < LeastFree * d.FilesystemBytes)
        .Select(d => string.Create(CultureInfo.InvariantCulture, $"the volume of the {d.Name} directory is nearly full: {100.0 * d.FreeBytes / d.FilesystemBytes:0.#} % of it is free"));

    private static IEnumerable<string> Ends(CertificateState certificate, DateTimeOffset now)
    {
        if ((certificate.Served ?? certificate.File) is not { } end || end - now >= RenewalTime) yield break;
        yield return end <= now
            ? $"the certificate of the {certificate.Port} port expired on {Day(end)}"
            : $"the certificate of the {certificate.Port} port expires on {Day(end)}: renew it";
    }

    private static IEnumerable<string> LosesData(string? version)
    {
        if (version is not null && VersionAdvisories.DataLossWarning(ZooKeeperVersion.Parse(version)) is { } sentence) yield return sentence;
    }

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
