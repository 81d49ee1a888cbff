using System.Globalization;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Discovery;

/// <summary>Which server of a list this host is.</summary>
/// <param name="Id">Its id, which the list may lack; null where nothing tells it, or where there is a problem.</param>
/// <param name="Origin">What told it.</param>
/// <param name="Problem">Two sources that can't both be right; null where there are none.</param>
/// <param name="Warning">What was assumed, and how to make it certain; null where nothing was.</param>
internal readonly record struct ListedId(long? Id, string Origin, SettingsProblem? Problem = null, string? Warning = null)
{
    /// <summary>A given id counts, then our name in the list, then the ordinal. Where two of them name different servers, the fix is told.</summary>
    /// <remarks>A list of several StatefulSets has an ordinal 0 in each of them: two servers with one id would both start.</remarks>
    /// <param name="settings">With the list.</param>
    /// <param name="facts">What the machine says, with the pod's name where it was given.</param>
    /// <param name="ordinal">The ordinal in the pod's name; null: it has none, or it is the node's.</param>
    public static ListedId Of(EnsembleSettings settings, HostFacts facts, int? ordinal)
    {
        var servers = settings.Servers!;
        var names = new ListedName(facts);
        var named = names.Find(servers);
        var implied = ordinal + (long)settings.MyIdOffset;
        if (settings.MyId is { } given)
        {
            if (named is not null && named.Id.Value != given) return Wrong(new(settings.MyIdOrigin, Text(given), $"{named.Id}, the id that {SettingCatalog.Servers.Name} gives {named.Host}, which is this pod ({facts.ShownName}); remove it, or correct the list"));
            return named is null && Taken(given) is { } wrong ? Wrong(wrong) : new(given, settings.MyIdOrigin);
        }
        if (named is not null)
            return new(named.Id.Value, SettingCatalog.Servers.Name, Warning: implied is null || implied == named.Id.Value ? null
                : $"{SettingCatalog.Servers.Name} lists this pod, {facts.ShortName}, as server {named.Id}, and its ordinal would make it {implied}: the list counts; set {SettingCatalog.MyIdOffset.Name}={named.Id.Value - ordinal} in its StatefulSet, then both agree");
        if (implied is not { } id) return servers.Count == 1 && settings.OnlyId is not null ? new(servers[0].Id.Value, FoundValue.ByDefault) : default;
        if (Taken(id) is { } other) return Wrong(other);
        return new(id, "host name", Warning: servers.FirstOrDefault(s => s.Id.Value == id) is { } server && !names.MayBeOurs(server)
            ? $"{SettingCatalog.Servers.Name} does not list {facts.ShortName} by its name: this pod is server {id}, {server.Host}, because of its ordinal; another StatefulSet of the same ensemble needs another {SettingCatalog.MyIdOffset.Name}"
            : null);

        // Without an ordinal the host name does not tell which pod this is, and so not which it is not.
        SettingsProblem? Taken(long ours) => ordinal is not null && servers.FirstOrDefault(s => s.Id.Value == ours) is { } server && names.IsAnotherPod(server)
            ? new(SettingCatalog.Servers.Name, ServerSpec.Format(server), $"server.{ours} to be this pod, {facts.ShownName}, whose id is {ours} by {(settings.MyId is null ? "its ordinal" : settings.MyIdOrigin)}: it is another pod; list {facts.ShortName} by its name, or give its id by {SettingCatalog.MyId.Name} or {SettingCatalog.MyIdOffset.Name}")
            : null;

        static ListedId Wrong(SettingsProblem problem) => new(null, "", problem);

        static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
