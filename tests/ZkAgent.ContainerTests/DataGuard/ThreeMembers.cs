using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>Three members that the stories of one class share: each story begins with all three serving, and has to end so.</summary>
/// <remarks>What one story wrote the next one must still find, so sharing makes the tests stricter. After one that failed everything is new.</remarks>
public sealed class ThreeMembers : IAsyncLifetime
{
    private Story? _story;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_story is not null) await _story.DisposeAsync();
    }

    /// <summary>Three members that serve, with data that all of them have.</summary>
    internal async Task<Story> Begin()
    {
        if (_story is { EndedWell: false })
        {
            await _story.DisposeAsync();
            _story = null;
        }
        _story ??= new Story(await Ensemble.Prepare(3));
        if (!_story.EndedWell) await _story.Start(0, 1, 2);
        _story.GoOn();
        await _story.Serve(0, 1, 2);
        await _story.Write(through: 1);
        return _story;
    }
}
