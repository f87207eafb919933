namespace DrDrills.Evidence;

/// <summary>Makes fields that are stated, or that say why they are not.</summary>
public static class Stated
{
    /// <summary>The value is there.</summary>
    public static Stated<T> Of<T>(T value)
        where T : notnull => new(value);

    /// <summary>The value was not measured.</summary>
    /// <param name="reason">Why; one sentence.</param>
    public static Stated<T> NotMeasured<T>(string reason)
        where T : notnull => new(StatedState.NotMeasured, reason);

    /// <summary>The value has no meaning here.</summary>
    /// <param name="reason">Why; one sentence.</param>
    public static Stated<T> NotApplicable<T>(string reason)
        where T : notnull => new(StatedState.NotApplicable, reason);

    /// <summary>Nobody told the run.</summary>
    /// <param name="reason">Who could, or where it is kept; one sentence.</param>
    public static Stated<T> NotRecorded<T>(string reason)
        where T : notnull => new(StatedState.NotRecorded, reason);

    internal static Stated<T> OrNotRecorded<T>(T? value, string reason)
        where T : class => value is null ? NotRecorded<T>(reason) : Of(value);

    internal static Stated<T> OrNotMeasured<T>(T? value, string reason)
        where T : class => value is null ? NotMeasured<T>(reason) : Of(value);

    internal static Stated<T> OrNotMeasured<T>(T? value, string reason)
        where T : struct => value is null ? NotMeasured<T>(reason) : Of(value.Value);

    internal static Stated<double> Seconds(TimeSpan? value, StatedState otherwise, string reason) =>
        value is { } span ? Of(Math.Round(span.TotalSeconds, 3)) : new Stated<double>(otherwise, reason);
}
