using Xunit;
using ZkAgent.CommandLine;
using ZkAgent.Resilience;
using ZkAgent.Supervision;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Supervision;

public sealed class MountedFilesGateTests
{
    private readonly ObservedTime _time = new();
    private readonly RememberedLog<MountedFilesGateTests> _log = new();
    private readonly SupervisionState _state;
    private readonly Scripted _first = new(), _second = new();
    private readonly MountedFilesGate _gate;

    public MountedFilesGateTests()
    {
        _state = new(new(_time));
        _gate = new([_first, _second], _state, _time, _log);
    }

    [Fact]
    public async Task The_faults_of_all_are_told_at_once_and_nothing_is_written_before_the_last_is_mended()
    {
        (_first.Now, _second.Now) = (new([], ["no certificate"]), new([], ["no password"]));
        var pass = _gate.PassAsync(TestContext.Current.CancellationToken);
        await _time.UntilTimerAsync(Pipelines.MountedFilesPause);
        Assert.Equal("held back: no certificate; no password", _state.Now.Sentence);

        _first.Now = MountedFilesState.Good;
        _time.Advance(Pipelines.MountedFilesPause);
        await _time.UntilTimerAsync(Pipelines.MountedFilesPause);
        Assert.Equal("held back: no password", _state.Now.Sentence);
        Assert.Equal(0, _first.Written);

        _second.Now = MountedFilesState.Good;
        _time.Advance(Pipelines.MountedFilesPause);
        Assert.Null(await pass);
        Assert.Equal((1, 1), (_first.Written, _second.Written));
        Assert.Equal(["held back: no certificate; no password", "held back: no password", "The mounted files can be used."], _log.Lines);
    }

    [Fact]
    public async Task Refusals_of_all_are_told_at_once_whatever_else_is_faulty()
    {
        (_first.Now, _second.Now) = (new(["cannot use a"], []), new(["cannot use b"], ["no password"]));

        Assert.Equal(new(ExitCodes.WrongSettings, "cannot use a\ncannot use b"), await _gate.PassAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, _first.Written);
    }

    private sealed class Scripted : IMountedFiles
    {
        public MountedFilesState Now { get; set; } = MountedFilesState.Good;

        public int Written { get; private set; }

        public MountedFilesState Read() => Now;

        public StartRefusal? Write()
        {
            Written++;
            return null;
        }
    }
}
