namespace ZkAgent.Core.Text;

/// <summary>Durations as a person says them.</summary>
public static class DurationFormat
{
    public static string Duration(TimeSpan value) => value switch
    {
        { Ticks: < 0 } => "0 s",
        { TotalSeconds: < 1 } => $"{value.TotalMilliseconds:0} ms",
        { TotalSeconds: < 10 } => $"{value.TotalSeconds:0.#} s",
        { TotalSeconds: < 60 } => $"{Math.Floor(value.TotalSeconds):0} s",
        { TotalMinutes: < 60 } => value.Seconds == 0 ? $"{value.Minutes} min" : $"{value.Minutes} min {value.Seconds} s",
        _ => $"{Math.Floor(value.TotalHours):0} h {value.Minutes} min",
    };
}
