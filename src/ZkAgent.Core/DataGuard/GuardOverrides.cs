using ZkAgent.Core.Settings;

namespace ZkAgent.Core.DataGuard;

/// <summary>The overrides that an operator can set; each acts at most once in an agent's life.</summary>
public enum GuardOverride
{
    /// <summary>ZK_FORCE_BOOTSTRAP.</summary>
    Bootstrap,

    /// <summary>ZK_FORCE_VOLUME.</summary>
    Volume,

    /// <summary>ZK_FORCE_DAMAGED.</summary>
    Damaged,
}

/// <summary>The overrides in force at one decision. A decision that comes later has its own, judged by the clock of that moment.</summary>
/// <param name="Bootstrap">Create an ensemble although not every participant was seen to be empty. Data that others hold may be thrown away.</param>
/// <param name="Volume">Take a volume that is another server's or another ensemble's, or that was left with fewer servers than it had.</param>
/// <param name="Damaged">Start ZooKeeper with files that are damaged. It may come up with less than was acknowledged.</param>
public sealed record GuardOverrides(bool Bootstrap, bool Volume, bool Damaged)
{
    public static readonly GuardOverrides None = new(false, false, false);

    /// <summary>An override that holds for longer is one that is forgotten in a manifest, and acts when the next volume is lost.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The overrides in force at a moment: not yet over, not for too long, and not used before.</summary>
    /// <param name="settings">Until when each holds.</param>
    /// <param name="now">The moment of the decision; UTC.</param>
    /// <param name="used">Those that acted already.</param>
    public static GuardOverrides At(OverrideSettings settings, DateTimeOffset now, GuardOverrides used)
    {
        return new(Holds(settings.Bootstrap) && !used.Bootstrap, Holds(settings.Volume) && !used.Volume, Holds(settings.Damaged) && !used.Damaged);

        bool Holds(DateTimeOffset? until) => until > now && until <= now + Longest;
    }

    /// <summary>The same and one more.</summary>
    public GuardOverrides With(GuardOverride one) => one switch
    {
        GuardOverride.Bootstrap => this with { Bootstrap = true },
        GuardOverride.Volume => this with { Volume = true },
        _ => this with { Damaged = true },
    };

    /// <summary>Overrides that would hold for too long.</summary>
    public static IEnumerable<SettingsProblem> TooLong(OverrideSettings settings, DateTimeOffset now) =>
        from given in Given(settings)
        where given.Until > now + Longest
        select new SettingsProblem(given.Setting.Name, $"{given.Until:yyyy-MM-ddTHH:mm:ssZ}", $"a moment in UTC at most a day ahead of now ({now:yyyy-MM-ddTHH:mm:ssZ}): an override that stays would act when the next volume is lost");

    /// <summary>A sentence for each override: that it is in force, or over.</summary>
    public static IEnumerable<string> Sentences(OverrideSettings settings, DateTimeOffset now) =>
        from given in Given(settings)
        select given.Until > now
            ? $"{given.Setting.Name} is in force until {given.Until:yyyy-MM-ddTHH:mm:ssZ}: {given.Setting.Meaning}"
            : $"{given.Setting.Name}={given.Until:yyyy-MM-ddTHH:mm:ssZ} is over and has no effect; remove it";

    private static IEnumerable<GivenOverride> Given(OverrideSettings settings)
    {
        if (settings.Bootstrap is { } bootstrap) yield return new(SettingCatalog.ForceBootstrap, bootstrap.ToUniversalTime());
        if (settings.Volume is { } volume) yield return new(SettingCatalog.ForceVolume, volume.ToUniversalTime());
        if (settings.Damaged is { } damaged) yield return new(SettingCatalog.ForceDamaged, damaged.ToUniversalTime());
    }

    private sealed record GivenOverride(Setting Setting, DateTimeOffset Until);
}
