using System.Globalization;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>A moment as the service takes it.</summary>
/// <param name="At">UTC, a whole multiple of the resolution.</param>
/// <param name="Resolution">How finely the service tells moments apart.</param>
public readonly record struct RestorableMoment(DateTimeOffset At, TimeSpan Resolution)
{
    /// <summary>The last one that lies wholly before an instant.</summary>
    public static RestorableMoment Before(DateTimeOffset instant, TimeSpan resolution) => NotAfter(instant.AddTicks(-1), resolution);

    /// <summary>The last one that is not after an instant.</summary>
    public static RestorableMoment NotAfter(DateTimeOffset instant, TimeSpan resolution) =>
        new(new DateTimeOffset(instant.UtcTicks - (instant.UtcTicks % resolution.Ticks), TimeSpan.Zero), resolution);

    /// <summary>The moment, and how finely it could be chosen.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{At:yyyy-MM-dd'T'HH:mm:ss.FFF'Z'} (the service tells moments apart by {Objectives.DurationText.Format(Resolution)})");
}
