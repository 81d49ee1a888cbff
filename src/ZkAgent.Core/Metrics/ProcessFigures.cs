namespace ZkAgent.Core.Metrics;

/// <summary>What a process uses.</summary>
/// <param name="CpuSeconds">Processor time, user and system, since its start.</param>
/// <param name="ResidentBytes">Resident memory.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="OpenFds">Its open file descriptors; null where they may not be counted.</param>
public sealed record ProcessFigures(double CpuSeconds, long ResidentBytes, int Threads, int? OpenFds);
