using System.Globalization;
using System.Runtime.InteropServices;
using ZkAgent.CommandLine;
using ZkAgent.Core.Status;
using ZkAgent.Core.Text;

namespace ZkAgent.Commands;

/// <summary><c>zkagent status --watch</c>: on a terminal the table is drawn again in place; a pipe gets it after each change only.</summary>
/// <param name="interval">Between the answer to one round of questions and the next.</param>
/// <param name="time">The clock.</param>
internal sealed class StatusWatch(TimeSpan interval, TimeProvider time)
{
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(2);

    /// <summary>Watches until SIGINT or SIGTERM.</summary>
    /// <param name="look">Asks every member.</param>
    /// <param name="render">Makes the text, as without --watch.</param>
    /// <param name="screen">Returns the size of the terminal; null where the output is none.</param>
    /// <param name="output">Receives the text.</param>
    public async Task<int> RunUntilSignalAsync(Func<CancellationToken, Task<EnsembleView>> look, Func<EnsembleView, string> render, Func<ScreenSize>? screen, TextWriter output)
    {
        using var ended = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        return await RunAsync(look, render, screen, output, ended.Token).ConfigureAwait(false);

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            ended.Cancel();
        }
    }

    /// <returns>0 once it is cancelled: to end the watch is no failure.</returns>
    internal async Task<int> RunAsync(Func<CancellationToken, Task<EnsembleView>> look, Func<EnsembleView, string> render, Func<ScreenSize>? screen, TextWriter output, CancellationToken ended)
    {
        string? before = null;
        try
        {
            while (true)
            {
                var view = await look(ended).ConfigureAwait(false);
                var (essence, text) = (StatusFrames.Essence(view), render(view));
                if (screen is not null) await output.WriteAsync(StatusFrames.Redraw(text, Footer(), screen(), first: before is null)).ConfigureAwait(false);
                else if (essence != before) await output.WriteAsync($"{(before is null ? "" : "\n")}{StatusFrames.Heading(time.GetUtcNow())}\n{text}").ConfigureAwait(false);
                before = essence;
                await output.FlushAsync(ended).ConfigureAwait(false);
                await Task.Delay(interval, time, ended).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The shell's prompt must not follow the last line.
            if (screen is not null && before is not null) await output.WriteLineAsync().ConfigureAwait(false);
            return ExitCodes.Ok;
        }
    }

    private string Footer() => $"{time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}, every {DurationFormat.Duration(interval)}; Ctrl+C ends";
}
