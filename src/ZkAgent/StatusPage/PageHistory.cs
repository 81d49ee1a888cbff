using ZkAgent.Core.Status;

namespace ZkAgent.StatusPage;

/// <summary>The last hour, which samples fill and the page reads: 12 KiB.</summary>
internal sealed class PageHistory
{
    public LeaderHistory Leaders { get; } = new();

    public SampleHistory Samples { get; } = new();
}
