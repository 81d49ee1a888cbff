using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ZkAgent.ChartTests;

/// <summary>
/// Answers what <c>helm template --dry-run=server</c> asks an API server: which kinds there are, and the objects that templates look up.
/// </summary>
internal sealed class ClusterStandIn : IDisposable
{
    private static readonly (string Group, string[] Kinds)[] Groups =
    [
        ("v1", ["ConfigMap", "Secret", "Service", "ServiceAccount", "Pod"]), ("apps/v1", ["StatefulSet"]), ("policy/v1", ["PodDisruptionBudget"]),
        ("networking.k8s.io/v1", ["NetworkPolicy"]),
    ];

    private readonly HttpListener _listener;
    private readonly Dictionary<string, string> _objects;

    /// <param name="objects">The objects of the namespace "default": kind in the plural and name, such as secrets/a, and their data.</param>
    public ClusterStandIn(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> objects)
    {
        _objects = objects.ToDictionary(o => $"/api/v1/namespaces/default/{o.Key}", o => new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = o.Key.StartsWith("secrets/", StringComparison.Ordinal) ? "Secret" : "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = o.Key.Split('/')[1], ["namespace"] = "default" },
            ["data"] = new JsonObject(o.Value.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value))),
        }.ToJsonString());
        (_listener, Address) = Listen();
        _ = AnswerAsync();
    }

    /// <summary>As <c>--kube-apiserver</c> takes it.</summary>
    public string Address { get; }

    /// <summary>What the chart renders for an upgrade of the release zk: exit code, objects, error.</summary>
    public (int Code, Rendering Rendering, string Error) Upgrade(string values)
    {
        var (code, output, error) = Tool.Run("helm", ["template", "zk", "k8s/chart", "--is-upgrade", "--dry-run=server", "--disable-openapi-validation",
            "--kubeconfig", "/dev/null", "--kube-apiserver", Address, .. Rendering.Given(values)]);
        return (code, new(output), error);
    }

    public void Dispose() => _listener.Close();

    private static (HttpListener, string) Listen()
    {
        for (var port = 20_000 + Environment.ProcessId % 10_000; ; port++)
        {
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                listener.Start();
                return (listener, $"http://127.0.0.1:{port}");
            }
            catch (HttpListenerException)
            {
                // Another program listens there.
                listener.Close();
            }
        }
    }

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var answer = Answer(context.Request.Url!.AbsolutePath);
                context.Response.StatusCode = answer is null ? 404 : 200;
                context.Response.ContentType = "application/json";
                context.Response.Close(Encoding.UTF8.GetBytes(answer ?? """{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}"""), willBlock: true);
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private string? Answer(string path) => path switch
    {
        "/version" => """{"major":"1","minor":"30","gitVersion":"v1.30.0"}""",
        "/api" => """{"kind":"APIVersions","versions":["v1"]}""",
        "/apis" => new JsonObject { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = new JsonArray([.. Groups.Skip(1).Select(g => Group(g.Group))]) }.ToJsonString(),
        _ => Groups.FirstOrDefault(g => path == (g.Group == "v1" ? "/api/v1" : $"/apis/{g.Group}")) is { Group: not null } group ? Kinds(group.Group, group.Kinds) : _objects.GetValueOrDefault(path),
    };

    private static JsonObject Group(string group)
    {
        var version = new JsonObject { ["groupVersion"] = group, ["version"] = "v1" };
        return new() { ["name"] = group.Split('/')[0], ["versions"] = new JsonArray(version), ["preferredVersion"] = version.DeepClone() };
    }

    private static string Kinds(string group, string[] kinds) => new JsonObject
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = group,
        ["resources"] = new JsonArray([.. kinds.Select(kind => new JsonObject
        {
            ["name"] = Plural(kind), ["singularName"] = "", ["namespaced"] = true, ["kind"] = kind, ["verbs"] = new JsonArray("get"),
        })]),
    }.ToJsonString();

    private static string Plural(string kind) => kind == "NetworkPolicy" ? "networkpolicies" : $"{kind.ToLowerInvariant()}s";
}
