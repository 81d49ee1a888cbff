using Microsoft.Extensions.Logging;
using ZkAgent.Hosting;

namespace ZkAgent.Sasl;

/// <summary>Notices that the mounted files of users and passwords have changed. ZooKeeper reads its JAAS file at its start only, so a change needs a roll.</summary>
internal sealed class UsersWatch(SaslUsers users, TimeProvider time, ILogger log) : ISupportingService
{
    public string Name => "sasl-users";

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private volatile bool _outdated;
    private string? _said;

    public bool Outdated => _outdated;

    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false)) Look();
    }

    /// <summary>Compares the files with what ZooKeeper was started with. Only changes are logged.</summary>
    internal void Look()
    {
        var now = users.Read();
        _outdated = users.IsOutdated(now);
        var sentence = !_outdated ? null
            : now.IsUsable ? "The files of users and passwords have changed. ZooKeeper uses those of its start until this member is restarted: restart the members one after another."
            : $"The files of users and passwords have changed, and ZooKeeper could not be started with them: {now}";
        if (sentence is not null && sentence != _said) log.LogWarning("{Sentence}", sentence);
        if (sentence is null && _said is not null) log.LogInformation("The files of users and passwords are again those that ZooKeeper was started with.");
        _said = sentence;
    }
}
