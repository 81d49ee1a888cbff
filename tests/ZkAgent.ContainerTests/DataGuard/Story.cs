using System.Text.Json;
using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>Members that things happen to, and a client that remembers what was acknowledged before and in between.</summary>
internal sealed class Story(Ensemble ensemble) : IAsyncDisposable
{
    private const int ExitCodeOfARefusal = 65;

    public Ensemble Ensemble => ensemble;

    /// <summary>True once <see cref="EndWithEverything"/> has seen all members serve all data: another story may go on with them.</summary>
    public bool EndedWell { get; private set; }

    /// <summary>Says that the members are no longer as a story leaves them.</summary>
    public void GoOn() => EndedWell = false;

    /// <summary>The client that remembers.</summary>
    public Witness Witness { get; } = new(ensemble);

    public Task Write(int through) => Witness.Write(through);

    /// <summary>Ends members as a lost node does: no signal that they could act upon.</summary>
    public Task Lose(params int[] ordinals) => Task.WhenAll(ordinals.Select(ensemble.Remove));

    /// <summary>Ends members and loses their volumes.</summary>
    public async Task Wipe(params int[] ordinals)
    {
        await Lose(ordinals);
        await Task.WhenAll(ordinals.Select(ensemble.LoseVolume));
    }

    public Task Start(params int[] ordinals) => Start(ordinals, []);

    /// <param name="ordinals">Who starts.</param>
    /// <param name="settings">Variables in addition to those of every member: NAME=value.</param>
    public Task Start(int[] ordinals, params string[] settings) =>
        Task.WhenAll(ordinals.Select(o => ensemble.Start(o, member => member.WithSettings(settings))));

    /// <summary>What an agent answers over HTTP.</summary>
    public Task<AgentAnswer> Ask(int ordinal, string path) => ensemble[ordinal].Ask(path);

    /// <summary>Awaits that members are ready.</summary>
    public async Task Serve(params int[] ordinals)
    {
        foreach (var ordinal in ordinals)
            await Poll.Until(async () => (await Ask(ordinal, "/readyz")).Status == 200 && await TellsItsMembers(ordinal), Ensemble.ToServe, () => AllThatWasSaid(ordinal));
    }

    /// <summary>The identity is written a moment after the first answer to a client; what the stories tell begins with it.</summary>
    private async Task<bool> TellsItsMembers(int ordinal)
    {
        var answer = await Ask(ordinal, "/member");
        if (answer.Status != 200) return false;
        using var report = JsonDocument.Parse(answer.Body);
        return report.RootElement.TryGetProperty("volume", out var volume) && volume.TryGetProperty("members", out var members) && members.GetArrayLength() > 0;
    }

    /// <summary>Awaits that a member is held back with a reason, and that no probe of the kubelet's would restart it for that.</summary>
    public async Task<string> IsHeldBack(int ordinal, string because)
    {
        AgentAnswer ready = default;
        await Poll.Until(async () => (ready = await Ask(ordinal, "/readyz")).Status == 503 && ready.Body.Contains("held back", StringComparison.Ordinal)
            && ready.Body.Contains(because, StringComparison.Ordinal), Ensemble.ToServe, async () => $"zk-{ordinal} says {ready.Body}, awaited was \"{because}\"\n{await AllThatWasSaid(ordinal)}");
        Assert.Equal(200, (await Ask(ordinal, "/livez")).Status);
        Assert.Equal(200, (await Ask(ordinal, "/startupz")).Status);
        return ready.Body;
    }

    /// <summary>Awaits that a member's ZooKeeper runs and has no quorum.</summary>
    public Task LooksForQuorum(int ordinal) => Poll.Until(
        async () => await Ask(ordinal, "/readyz") is { Status: 503 } ready && ready.Body.Contains("looks for a quorum", StringComparison.Ordinal),
        Ensemble.ToServe, () => AllThatWasSaid(ordinal));

    /// <summary>Awaits that a member ends because its volume refuses.</summary>
    /// <returns>Its log.</returns>
    public async Task<string> Refuses(int ordinal)
    {
        Assert.Equal(ExitCodeOfARefusal, await ensemble[ordinal].WaitForExit(Ensemble.ToServe));
        return await ensemble[ordinal].Logs();
    }

    /// <summary>Reads back through one member what was ever acknowledged.</summary>
    public async Task HasEverything(int ordinal) => Assert.Empty(await Witness.Lost(ordinal));

    /// <summary>The end of every story: all members serve, and each of them has every acknowledged write.</summary>
    public async Task EndWithEverything()
    {
        var all = Enumerable.Range(0, ensemble.Replicas).ToArray();
        await Serve(all);
        foreach (var ordinal in all) await HasEverything(ordinal);
        EndedWell = true;
    }

    /// <summary>Waits until the identity files of all volumes have one ensemble's id.</summary>
    public async Task<string> Id()
    {
        string[] ids = [];
        await Poll.Until(
            async () => (ids = [.. (await Task.WhenAll(ensemble.Members.Select(VolumeIdentity))).Distinct()]) is [{ Length: 32 }],
            Ensemble.ToServe, async () => $"the identity files say {string.Join(", ", ids)}\n{await AllThatWasSaid(0)}");
        return ids[0];
    }

    public ValueTask DisposeAsync() => ensemble.DisposeAsync();

    private static async Task<string> VolumeIdentity(MemberContainer member) =>
        (await member.Exec("sed", "-n", "s/^ensemble=//p", "/var/lib/zookeeper/data/zkagent.identity")).Output.Trim();

    private async Task<string> AllThatWasSaid(int first) =>
        string.Join("\n", await Task.WhenAll(ensemble.Members.OrderBy(m => m.PodName != $"zk-{first}").Select(async m => $"{m.PodName}:\n{Agents(await m.Logs())}")));

    /// <summary>The agent's own lines of a log: ZooKeeper's are hundreds.</summary>
    private static string Agents(string log) => string.Join('\n', log.Split('\n').Where(l => l.Contains("[zkagent]", StringComparison.Ordinal)));
}
