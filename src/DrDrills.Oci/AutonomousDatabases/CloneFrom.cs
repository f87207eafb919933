namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>Which state of the source a clone gets.</summary>
public abstract record CloneFrom
{
    private CloneFrom()
    {
    }

    /// <summary>The last moment before the incident that the service can name.</summary>
    public static CloneFrom BeforeIncident { get; } = new JustBefore();

    /// <summary>A moment of the caller's choice, whatever the incident.</summary>
    /// <param name="At">UTC; fractions of the service's resolution are cut off.</param>
    public sealed record Moment(DateTimeOffset At) : CloneFrom;

    /// <summary>A backup by its OCID.</summary>
    /// <param name="Id">Its OCID; null takes the newest that was complete before the incident.</param>
    public sealed record Backup(string? Id = null) : CloneFrom;

    internal sealed record JustBefore : CloneFrom;
}
