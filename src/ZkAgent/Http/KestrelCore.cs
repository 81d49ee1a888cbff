using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ZkAgent.Http;

/// <summary>Kestrel's plain-HTTP half without a web host: a native binary that holds no TLS, no certificates and no HTTP client.</summary>
/// <remarks>
/// The public constructor of KestrelServer roots HTTPS, and with it certificate chains and an HttpClient to fetch them: 3.3 MiB of
/// the binary and 1.9 MiB of resident memory that nothing here uses (measured, 7.5 against 10.8 MiB). UseKestrelCore registers the
/// same server without them, but only on a web host builder; so this is the least of one, and it never builds a web host.
/// </remarks>
internal sealed class KestrelCore : IWebHostBuilder
{
    private readonly ServiceCollection _services = new();

    private KestrelCore()
    {
    }

    /// <summary>What the server is made of. The server is its IServer; disposing of the provider disposes of it.</summary>
    public static ServiceProvider Create(Action<KestrelServerOptions> configure, ILoggerFactory? log)
    {
        var builder = new KestrelCore();
        builder.UseKestrelCore();
        // Three things that a web host would have registered beside it.
        builder._services.AddMetrics();
        builder._services.AddSingleton(log ?? NullLoggerFactory.Instance);
        builder._services.AddSingleton<DiagnosticSource>(_ => new DiagnosticListener("zkagent"));
        builder._services.Configure(configure);
        return builder._services.BuildServiceProvider();
    }

    IWebHostBuilder IWebHostBuilder.ConfigureServices(Action<IServiceCollection> configureServices)
    {
        configureServices(_services);
        return this;
    }

    IWebHostBuilder IWebHostBuilder.ConfigureServices(Action<WebHostBuilderContext, IServiceCollection> configureServices) =>
        throw new NotSupportedException("There is no web host to give as context.");

    IWebHostBuilder IWebHostBuilder.ConfigureAppConfiguration(Action<WebHostBuilderContext, IConfigurationBuilder> configureDelegate) =>
        throw new NotSupportedException("There is no web host to give as context.");

    string? IWebHostBuilder.GetSetting(string key) => null;

    IWebHostBuilder IWebHostBuilder.UseSetting(string key, string? value) => this;

    [Obsolete("Nobody builds a web host here; the interface wants the method, and .NET 10 calls its result obsolete.")]
    IWebHost IWebHostBuilder.Build() => throw new NotSupportedException();
}
