using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;
using ZkAgent.Tests.Supervision;

namespace ZkAgent.Tests.Http;

/// <summary>What the kubelet and the kernel say of an agent that runs as a process.</summary>
internal static class ProbedAgent
{
    /// <summary>The first line of the answer to a liveness probe, or what happened instead.</summary>
    public static async Task<string> ProbeAsync(this SupervisedAgent agent)
    {
        var stop = TestContext.Current.CancellationToken;
        try
        {
            using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, agent.AgentPort), stop);
            await client.SendAsync(Encoding.ASCII.GetBytes("GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), stop);
            using var reader = new StreamReader(new NetworkStream(client));
            return await reader.ReadLineAsync(stop).AsTask().WaitAsync(TimeSpan.FromSeconds(30), stop) ?? "closed without an answer";
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return e.Message;
        }
    }

    /// <param name="agent">The agent.</param>
    /// <param name="field">A field of /proc/PID/status: VmRSS, or VmHWM for the most there was.</param>
    /// <returns>Bytes.</returns>
    public static long MemoryBytes(this SupervisedAgent agent, string field)
    {
        var line = File.ReadLines($"/proc/{agent.Pid}/status").First(l => l.StartsWith(field + ":", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }
}
