using Microsoft.Extensions.Logging;
using ZkAgent.CommandLine;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Tls;
using ZkAgent.Resilience;
using ZkAgent.Supervision;

namespace ZkAgent.Tls;

/// <summary>Runs before every start of ZooKeeper: holds its first start back until the certificates of each port can be used, and writes its stores.</summary>
/// <remarks>With certificates that can't be used ZooKeeper starts all the same, and refuses each connection without naming the cause.</remarks>
internal sealed class TlsGate(IReadOnlyList<PortCertificate> ports, TlsStores stores, SupervisionState state, TimeProvider time, ILogger log)
{
    /// <summary>Returns null once ZooKeeper may be started, or why it may not be.</summary>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public async Task<StartRefusal?> PassAsync(CancellationToken stop)
    {
        if (ports.Count == 0) return null;
        string? said = null;
        var outcome = await Pipelines.MountedFiles(time).ExecuteAsync(cancellation =>
        {
            cancellation.ThrowIfCancellationRequested();
            var problems = Problems();
            if (problems.Count == 0) return ValueTask.FromResult<Passed?>(Write());
            var sentence = "held back: " + string.Join("; ", problems);
            state.Enter(ProcessPhase.HeldBack, sentence);
            if (sentence != said) log.LogWarning("{Sentence}", said = sentence);
            return ValueTask.FromResult<Passed?>(null);
        }, stop).ConfigureAwait(false) ?? throw new OperationCanceledException(stop);
        if (outcome.Refusal is null && said is not null) log.LogInformation("{Sentence}", $"The certificates of {string.Join(" and ", ports.Select(p => p.Port.Text))} can be used.");
        return outcome.Refusal;
    }

    private List<string> Problems()
    {
        var problems = new List<string>();
        foreach (var certificate in ports)
        {
            if (certificate.Port.PassedThrough)
            {
                if (TlsStores.PassedThroughProblem(certificate.Port) is { } missing) problems.Add(missing);
                continue;
            }
            var verdict = stores.Judge(certificate.Port, TlsStores.Facts(certificate.Port, TlsStores.Files(certificate.Port)));
            if (verdict.Problem is null) certificate.Taken = verdict;
            // A restart of ZooKeeper in place goes on with the stores that it had, as it would have without the restart.
            else if (certificate.Taken is null) problems.Add(verdict.Problem);
        }
        return problems;
    }

    private Passed Write()
    {
        foreach (var verdict in ports.Select(p => p.Taken).OfType<TlsVerdict>())
        {
            try
            {
                TlsStores.Write(verdict);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new(new(ExitCodes.WrongSettings, $"cannot write {verdict.KeyStore!.Path}: {e.Message.TrimEnd('.')}; see that {Core.Settings.SettingCatalog.RunDir.Name} is writable"));
            }
        }
        return new(null);
    }

    /// <summary>The end of the rounds.</summary>
    private sealed record Passed(StartRefusal? Refusal);
}
