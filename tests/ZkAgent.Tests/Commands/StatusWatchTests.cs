using Xunit;
using ZkAgent.Commands;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Status;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Commands;

public sealed class StatusWatchTests : IDisposable
{
    private readonly ObservedTime _time = new();
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task A_pipe_gets_a_table_for_each_change_and_no_control_codes()
    {
        var code = await Watch(terminal: false, "follower", "follower", "leader", "leader");
        var printed = _output.ToString();
        Assert.Equal(0, code);
        Assert.Equal(2, printed.Split("ORDINAL").Length - 1);
        Assert.DoesNotContain('\e', printed);
        Assert.Matches(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\nORDINAL", printed);
    }

    [Fact]
    public async Task A_terminal_gets_each_look_in_the_place_of_the_one_before()
    {
        await Watch(terminal: true, "follower", "follower", "leader");
        var printed = _output.ToString();
        Assert.Equal(3, printed.Split("\e[H").Length - 1);
        Assert.StartsWith("\e[2J", printed, StringComparison.Ordinal);
        Assert.Contains("every 2 s; Ctrl+C ends", printed, StringComparison.Ordinal);
        Assert.EndsWith(Environment.NewLine, printed, StringComparison.Ordinal);
    }

    private async Task<int> Watch(bool terminal, params string[] modes)
    {
        using var stop = new CancellationTokenSource();
        var looks = 0;
        var watching = new StatusWatch(StatusWatch.DefaultInterval, _time).RunAsync(LookAsync, view => StatusTable.Render(view, colour: false), terminal ? () => new(80, 24) : null, _output, stop.Token);
        for (var i = 0; i < modes.Length - 1; i++)
        {
            await _time.UntilTimerAsync(StatusWatch.DefaultInterval);
            _time.Advance(StatusWatch.DefaultInterval);
        }
        await _time.UntilTimerAsync(StatusWatch.DefaultInterval);
        await stop.CancelAsync();
        return await watching;

        Task<EnsembleView> LookAsync(CancellationToken cancellation)
        {
            EnsembleServer server = new(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, 2181);
            var sample = new Sample(default, default, FourLetterAnswer.OfText("srvr", $"Connections: {looks}\nMode: {modes[looks++]}\n"), null);
            return Task.FromResult(EnsembleView.Of(new([server]), [new(server, sample)]));
        }
    }
}
