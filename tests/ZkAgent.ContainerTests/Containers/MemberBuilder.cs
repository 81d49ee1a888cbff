using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Images;
using Microsoft.Extensions.Logging.Abstractions;
using ZkAgent.ContainerTests.Client;

namespace ZkAgent.ContainerTests.Containers;

/// <summary>Builds one container as a StatefulSet would make its pod.</summary>
internal sealed class MemberBuilder : ContainerBuilder<MemberBuilder, MemberContainer, IContainerConfiguration>
{
    /// <summary>As the pods' terminationGracePeriodSeconds.</summary>
    private static readonly TimeSpan s_gracePeriod = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    public MemberBuilder(string podName, string image)
        : this(new ContainerConfiguration()) =>
        DockerResourceConfiguration = Init().WithHostname(podName).WithImage(image).DockerResourceConfiguration;

    private MemberBuilder(IContainerConfiguration configuration)
        : base(configuration) => DockerResourceConfiguration = configuration;

    protected override IContainerConfiguration DockerResourceConfiguration { get; }

    /// <summary>Environment variables.</summary>
    /// <param name="settings">NAME=value each; a later one replaces an earlier one of the same name.</param>
    public MemberBuilder WithSettings(params IEnumerable<string> settings) =>
        settings.Select(setting => setting.Split('=', 2)).Aggregate(this, (builder, setting) => builder.WithEnvironment(setting[0], setting[1]));

    /// <summary>A shell in place of the image's entrypoint.</summary>
    /// <param name="shell">bash, or sh as the old manifests have it.</param>
    /// <param name="script">What the shell runs.</param>
    public MemberBuilder WithShell(string shell, string script) => WithEntrypoint(shell).WithCommand("-c", script);

    /// <param name="user">A user id, or USER:GROUP.</param>
    public MemberBuilder WithUser(string user) => WithCreateParameterModifier(parameters => parameters.User = user);

    /// <param name="domain">The DNS domain of the pod.</param>
    public MemberBuilder WithDomain(string domain) => WithCreateParameterModifier(parameters => parameters.Domainname = domain);

    /// <summary>An address of the test's choosing, on the network that was given before.</summary>
    /// <param name="address">An IPv4 address of that network's range.</param>
    public MemberBuilder WithAddress(string address) => WithCreateParameterModifier(parameters =>
    {
        foreach (var endpoint in parameters.NetworkingConfig!.EndpointsConfig.Values) endpoint.IPAMConfig = new() { IPv4Address = address };
    });

    /// <summary>A root file system that cannot be written to.</summary>
    public MemberBuilder WithReadOnlyRoot() => WithCreateParameterModifier(parameters => parameters.HostConfig!.ReadonlyRootfs = true);

    /// <param name="path">Where it is mounted.</param>
    /// <param name="options">Options of tmpfs(5), separated by commas.</param>
    public MemberBuilder WithTmpfs(string path, string options) => WithCreateParameterModifier(parameters =>
    {
        parameters.HostConfig!.Tmpfs ??= new Dictionary<string, string>();
        parameters.HostConfig.Tmpfs[path] = options;
    });

    /// <summary>Each start completes when the agent says that the member is ready. The member must not be one that ends at once.</summary>
    public MemberBuilder UntilReady() => WithPortBinding(AgentHttp.Port, assignRandomHostPort: true).WithWaitStrategy(Wait.ForUnixContainer()
        .UntilHttpRequestIsSucceeded(request => request.ForPort(AgentHttp.Port).ForPath("/readyz"), wait => wait.WithInterval(s_pause).WithTimeout(Ensemble.ToServe)));

    public override MemberContainer Build()
    {
        Validate();
        return new(DockerResourceConfiguration);
    }

    protected override MemberBuilder Init() => base.Init().WithImagePullPolicy(PullPolicy.Never).WithLogger(NullLogger.Instance)
        .WithCreateParameterModifier(parameters => parameters.StopTimeout = s_gracePeriod);

    protected override MemberBuilder Clone(IResourceConfiguration<CreateContainerParameters> resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new ContainerConfiguration(resourceConfiguration));

    protected override MemberBuilder Clone(IContainerConfiguration resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new ContainerConfiguration(resourceConfiguration));

    protected override MemberBuilder Merge(IContainerConfiguration oldValue, IContainerConfiguration newValue) =>
        new(new ContainerConfiguration(oldValue, newValue));
}
