using System.Globalization;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Networks;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ZkAgent.ContainerTests.Containers;

/// <summary>A network whose addresses the test gives out: each once, in order.</summary>
/// <remarks>An engine takes a chosen address only on a network whose range was chosen as well.</remarks>
internal sealed class ChosenAddresses
{
    private const int Attempts = 20;

    private readonly string _prefix;
    private int _last = 9;

    private ChosenAddresses(string prefix, INetwork network) => (_prefix, Network) = (prefix, network);

    public INetwork Network { get; }

    /// <returns>A network in a range that no other network of this engine has.</returns>
    public static async Task<ChosenAddresses> Create()
    {
        for (var attempt = 1; ; attempt++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"10.{Random.Shared.Next(200, 250)}.{Random.Shared.Next(256)}");
            var network = new NetworkBuilder().WithLogger(NullLogger.Instance)
                .WithCreateParameterModifier(parameters => parameters.IPAM = new IPAM { Driver = "default", Config = [new IPAMConfig { Subnet = prefix + ".0/24" }] })
                .Build();
            try
            {
                await network.CreateAsync(TestContext.Current.CancellationToken);
                return new(prefix, network);
            }
            catch (DockerApiException taken) when (attempt < Attempts && taken.Message.Contains("overlaps", StringComparison.Ordinal))
            {
                // Another network has that range; the next attempt takes another one.
            }
        }
    }

    /// <returns>An address that no container had before.</returns>
    public string Next() => string.Create(CultureInfo.InvariantCulture, $"{_prefix}.{++_last}");
}
