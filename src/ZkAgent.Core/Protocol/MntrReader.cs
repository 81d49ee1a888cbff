namespace ZkAgent.Core.Protocol;

/// <summary>Walks an mntr answer pair by pair without copying it: half a thousand lines at every scrape.</summary>
/// <remarks>A line is <c>name TAB value</c>; the Prometheus provider's names may carry labels: <c>name{quantile="0.5"}</c>.</remarks>
public ref struct MntrReader(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    /// <summary>The name as it stands, labels included.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    public ReadOnlySpan<char> Value { get; private set; }

    /// <summary>Goes to the next pair; lines without a tab are passed over.</summary>
    public bool Read()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf('\n');
            var line = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? [] : _rest[(end + 1)..];
            var tab = line.IndexOf('\t');
            if (tab <= 0) continue;
            Name = line[..tab].TrimEnd();
            Value = line[(tab + 1)..].Trim();
            return true;
        }

        return false;
    }
}
