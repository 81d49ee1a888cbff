namespace ZkAgent.Core.Families;

/// <summary>An image whose commands the agent takes over, and the defaults of that image that differ from ours.</summary>
/// <param name="Name">The name in sentences.</param>
/// <param name="Fallbacks">Values by flag, without dashes, that count where no other source sets the setting.</param>
public sealed record ImageFamily(string Name, IReadOnlyDictionary<string, string> Fallbacks)
{
    // Flags by their text: settings may use this folder, so this folder uses no settings. A test compares them with the catalogue.
    private const string Servers = "servers", MyId = "myid", DataDir = "data_dir", DataLogDir = "data_log_dir", ConfDir = "conf_dir", LogDir = "log_dir", PodManagement = "pod_management";

    /// <summary>The agent's own image, and the k8szk image, whose defaults are ours.</summary>
    public static readonly ImageFamily Own = new("zkagent", new Dictionary<string, string>());

    /// <summary>The image of the Kubernetes tutorial: start-zookeeper ran one server when it was not told how many.</summary>
    public static readonly ImageFamily Tutorial = new("the Kubernetes tutorial", new Dictionary<string, string> { [Servers] = "1" });

    /// <remarks>The log stands next to the snapshots where ZOO_DATA_LOG_DIR is not set.</remarks>
    public static readonly ImageFamily Bitnami = new("Bitnami", new Dictionary<string, string>
    {
        [Servers] = "1",
        [MyId] = "1",
        [DataDir] = "/bitnami/zookeeper/data",
        [DataLogDir] = "/bitnami/zookeeper/data",
        [ConfDir] = "/opt/bitnami/zookeeper/conf",
        [LogDir] = "/opt/bitnami/zookeeper/logs",
        ["metrics_names"] = "native",
        ["ok_timeout"] = "5s",
    });

    /// <summary>How the image's own chart opens the agent's port between the members; null where it has no value for that.</summary>
    /// <remarks>Bitnami's NetworkPolicy opens its metrics port, 9141, which is ours, where metrics are on.</remarks>
    public string? AgentPortOpener => this == Bitnami ? "with Bitnami's chart by metrics.enabled=true" : null;

    /// <summary>cp-zookeeper. Its directories are ours.</summary>
    public static readonly ImageFamily Confluent = new("Confluent", new Dictionary<string, string> { [Servers] = "1", [MyId] = "1" });

    /// <summary>The official image, which sets the same directories as variables.</summary>
    public static readonly ImageFamily Official = new("the official image", new Dictionary<string, string>
    {
        [Servers] = "1",
        [MyId] = "1",
        [DataDir] = "/data",
        [DataLogDir] = "/datalog",
        [ConfDir] = "/conf",
        [LogDir] = "/logs",
    });

    /// <summary>The image of the pravega operator. Its /conf is a ConfigMap, which cannot be written; the operator always tells how many servers there are.
    /// Its StatefulSets are OrderedReady: a readiness that needs a quorum would never let the second pod be created.</summary>
    public static readonly ImageFamily Pravega = new("pravega", new Dictionary<string, string> { [DataDir] = "/data", [DataLogDir] = "/data", [PodManagement] = "OrderedReady" });

    /// <summary>Where these images keep the data, and where the log: a volume mounted there has data that a start with other directories would not see.</summary>
    public static readonly IReadOnlyList<(string Data, string Log)> DataDirectories =
        [.. new[] { Bitnami, Official, Pravega }.Select(f => (f.Fallbacks[DataDir], f.Fallbacks[DataLogDir]))];

    /// <summary>The family that a program's name belongs to.</summary>
    /// <param name="program">The path by which the program was called, <c>/run.sh</c>; its last part decides.</param>
    public static ImageFamily Of(string program) => program[(program.LastIndexOf('/') + 1)..] switch
    {
        "start-zookeeper" => Tutorial,
        "entrypoint.sh" or "run.sh" or "setup.sh" or "healthcheck.sh" => Bitnami,
        // /etc/confluent/docker/run
        "run" => Confluent,
        "docker-entrypoint.sh" => Official,
        "zookeeperStart.sh" or "zookeeperReady.sh" or "zookeeperLive.sh" or "zookeeperTeardown.sh" => Pravega,
        _ => Own,
    };
}
