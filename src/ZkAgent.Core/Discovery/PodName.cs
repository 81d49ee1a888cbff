using System.Globalization;

namespace ZkAgent.Core.Discovery;

/// <summary>What a StatefulSet's pod is called: the set's name and an ordinal, <c>zk-2</c>.</summary>
public readonly record struct PodName(string Set, int Ordinal)
{
    /// <summary>The short host name (the part before the first dot) taken apart; null when it does not end in -N.</summary>
    /// <remarks>Ordinals have any number of digits and never a leading zero, so a name like <c>web-007</c> is not a StatefulSet's.</remarks>
    public static PodName? Parse(string hostName)
    {
        var name = hostName.Split('.')[0];
        var dash = name.LastIndexOf('-');
        if (dash < 1) return null;
        var digits = name[(dash + 1)..];
        if (digits.Length > 1 && digits[0] == '0') return null;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            ? new(name[..dash], ordinal)
            : null;
    }

    /// <summary>The name of another pod of the same set.</summary>
    public string Sibling(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{Set}-{ordinal}");
}
