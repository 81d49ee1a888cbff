using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;
using ZkAgent.ContainerTests.Client;

namespace ZkAgent.ContainerTests.Containers;

/// <summary>What the agent and ZooKeeper answer in a member.</summary>
internal sealed partial class MemberContainer
{
    private const int ClientPort = 2181;

    /// <summary>Asks the agent over HTTP; status 0 where it does not answer.</summary>
    public async Task<AgentAnswer> Ask(string path)
    {
        if (await Address() is not { Length: > 0 } address) return new(0, $"{PodName} has ended or is cut off");
        using var agent = new AgentHttp(address);
        return await agent.Get(path, Cancellation);
    }

    /// <summary>The same where an answer is expected.</summary>
    public async Task<AgentAnswer> Get(string path)
    {
        var answer = await Ask(path);
        Assert.True(answer.Status != 0, $"GET {path} of {PodName} gave no answer: {answer.Body}\n{await Logs()}");
        return answer;
    }

    /// <summary>Awaits that the agent says ready.</summary>
    public Task WaitUntilReady() => Poll.Until(async () => (await Ask("/readyz")).Status == 200, Ensemble.ToServe, Logs);

    /// <returns>The Mode as ZooKeeper itself tells it, null while it does not serve.</returns>
    public async Task<string?> Mode()
    {
        if (await Address() is not { Length: > 0 } address) return null;
        var match = ModeLine().Match(await FourLetterWord.Ask(address, "srvr", Cancellation));
        return match.Success ? match.Groups[1].Value : null;
    }

    /// <summary>Awaits that ZooKeeper itself says that it serves.</summary>
    public Task WaitUntilServing() => Poll.Until(async () => await Mode() is not null, Ensemble.ToServe, Logs);

    /// <summary>Opens a session with ZooKeeper; a member that has just become ready may still refuse the first.</summary>
    public async Task<ZooKeeperClient> Connect()
    {
        ZooKeeperClient? client = null;
        await Poll.Until(async () =>
        {
            try
            {
                client = await ZooKeeperClient.Connect(await Address(), ClientPort, ZooKeeperClient.SessionTimeout, Cancellation);
                return true;
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                return false;
            }
        }, Ensemble.ToServe, Logs);
        return client!;
    }

    /// <summary>Creates a node, and awaits the acknowledgement.</summary>
    public async Task Write(string path, string text)
    {
        await using var client = await Connect();
        await client.Create(path, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Reads a node as the leader has it.</summary>
    public async Task<string> Read(string path)
    {
        await using var client = await Connect();
        await client.Sync();
        return Encoding.UTF8.GetString(await client.Get(path));
    }

    /// <summary>Runs one zkCli.sh command inside the container.</summary>
    public async Task<string> ZkCli(params IEnumerable<string> command)
    {
        var result = await Exec(["/opt/zookeeper/bin/zkCli.sh", "-server", "localhost:2181", .. command]);
        Assert.True(result.ExitCode == 0, $"zkCli.sh {string.Join(' ', command)} ended with {result.ExitCode}: {result.Both}");
        return result.Both;
    }

    [GeneratedRegex(@"^Mode: (\S+)", RegexOptions.Multiline)]
    private static partial Regex ModeLine();
}
