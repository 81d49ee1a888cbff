using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Sasl;
using ZkAgent.Health;
using ZkAgent.Metrics;
using ZkAgent.Protocol;
using ZkAgent.Sasl;
using ZkAgent.Supervision;
using ZkAgent.Volume;

namespace ZkAgent.Composition;

/// <summary>Registers the services that read users and passwords, write the JAAS file, and authenticate the agent's own sessions.</summary>
internal static class SaslRegistration
{
    public static IServiceCollection AddSasl(this IServiceCollection services, RunPlan plan)
    {
        var settings = plan.Settings;
        var users = new SaslUsers(settings);
        var login = AgentLogin.Of(settings, users.AgentPassword);
        services.AddSingleton(users).AddSingleton(login);
        services.AddSingleton<IMountedFiles>(s => new MountedUsers(settings, users, login, s.GetRequiredService<ILogger>()));
        services.AddMetricsSource(s =>
        {
            var watch = s.GetService<UsersWatch>();
            return new SaslMetrics(s.GetRequiredService<MetricsRegistry>(), () => watch?.Outdated);
        });
        if (!SaslNeeds.Of(settings).Any) return services;

        services.AddSupportingService<UsersWatch>();
        if (QuorumLog.PathIn(settings) is { } warnings) services.AddSingleton<IQuorumReason>(s => new RefusedPassword(warnings, s.GetRequiredService<TimeProvider>()));
        if (!settings.Security.RootForUsers || login.Login is null) return services;

        services.AddSingleton<RootAclMarker>();
        return services.AddSupportingService(s =>
        {
            var (sampler, time) = (s.GetRequiredService<Sampler>(), s.GetRequiredService<TimeProvider>());
            return new RootAcl(
                [.. settings.Security.ClientUsers?.Select(u => u.User) ?? []], s.GetRequiredService<RootAclMarker>(), s.GetRequiredService<VolumeThread>(), () => sampler.Current, s.GetRequiredService<SampledServer>(),
                new SessionClient(time, login.Login), time, s.GetRequiredService<ILogger>());
        });
    }
}
