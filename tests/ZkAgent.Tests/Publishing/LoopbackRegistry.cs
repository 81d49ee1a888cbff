using System.Diagnostics;
using Xunit;

namespace ZkAgent.Tests.Publishing;

/// <summary>Debian's docker-registry on a free port of the loopback interface, without a login. It ends with this object.</summary>
internal sealed class LoopbackRegistry : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("zkagent-registry-");
    private readonly Process process;

    private LoopbackRegistry()
    {
        var configuration = Path.Combine(directory.FullName, "registry.yml");
        File.WriteAllText(configuration, $$"""
            version: 0.1
            log:
              level: info
              accesslog: { disabled: true }
            storage:
              filesystem: { rootdirectory: "{{directory.FullName}}/data" }
            http: { addr: "127.0.0.1:0" }
            """);
        process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", configuration]) { RedirectStandardError = true })!;
    }

    /// <summary>127.0.0.1 and the port.</summary>
    public string Name { get; private set; } = "";

    public static async Task<LoopbackRegistry> Start()
    {
        var registry = new LoopbackRegistry();
        try
        {
            await registry.UntilListening();
            return registry;
        }
        catch
        {
            registry.Dispose();
            throw;
        }
    }

    private async Task UntilListening()
    {
        const string Listening = "listening on ";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        while (await process.StandardError.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var start)
            {
                Name = line[(start + Listening.Length)..].Split('"', ' ')[0];
                // Reads on, so that the registry never waits for its output.
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException("docker-registry ended before it listened");
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
        directory.Delete(recursive: true);
    }
}
