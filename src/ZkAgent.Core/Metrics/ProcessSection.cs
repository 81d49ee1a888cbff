namespace ZkAgent.Core.Metrics;

/// <summary>Writes what the agent's process and ZooKeeper's use.</summary>
internal static class ProcessSection
{
    private static readonly (MetricFamily Family, Func<ProcessFigures, double?> Figure)[] Families =
    [
        (AgentFamilies.ProcessCpu, p => p.CpuSeconds),
        (AgentFamilies.ProcessResident, p => p.ResidentBytes),
        (AgentFamilies.ProcessFds, p => p.OpenFds),
        (AgentFamilies.ProcessThreads, p => p.Threads),
    ];

    public static void Write(ExpositionWriter writer, ProcessFigures? agent, ProcessFigures? zooKeeper)
    {
        if (agent is null && zooKeeper is null) return;
        foreach (var (family, figure) in Families)
        {
            writer.Family(family);
            Sample("agent", agent);
            Sample("zookeeper", zooKeeper);

            void Sample(string name, ProcessFigures? process)
            {
                if (process is not null && figure(process) is { } value) writer.Sample().Label("process", name).Value(value);
            }
        }
    }
}
