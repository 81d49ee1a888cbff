namespace ZkAgent.Core.Ensemble;

/// <summary>Which ordinals the StatefulSet asks for, by the API server.</summary>
public abstract record WantedMembers
{
    private WantedMembers()
    {
    }

    /// <summary>The ordinals from <paramref name="First"/> on; <paramref name="Count"/> is at least 1.</summary>
    public sealed record Range(int First, int Count) : WantedMembers
    {
        /// <summary>True where the StatefulSet asks for this ordinal.</summary>
        public bool Contains(int ordinal) => ordinal >= First && ordinal < First + Count;

        /// <summary>The ordinals in order.</summary>
        public IEnumerable<int> Ordinals => Enumerable.Range(First, Count);
    }

    /// <summary>The StatefulSet is deleted, or asks for no pod: its members only stop, and membership is kept.</summary>
    /// <param name="Why">In words that follow "because".</param>
    public sealed record Gone(string Why) : WantedMembers;

    /// <summary>The API server did not tell.</summary>
    /// <param name="Why">A sentence that begins with "cannot" and names the fix.</param>
    public sealed record Unknown(string Why) : WantedMembers;
}
