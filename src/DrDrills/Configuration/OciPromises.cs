namespace DrDrills.Configuration;

/// <summary>What is promised of a system's backups and secrets on OCI; the policy audit holds it against what is there.</summary>
public sealed record OciPromises
{
    /// <value>Longest age of the newest backup of a volume or database. Default: 26 hours, a day and a little.</value>
    public TimeSpan Freshness { get; init; } = TimeSpan.FromHours(26);

    /// <value>How long backups of databases are kept. Default: 60 days.</value>
    public TimeSpan Databases { get; init; } = TimeSpan.FromDays(60);

    /// <value>How long backups of volumes are kept. Default: 7 days.</value>
    public TimeSpan Volumes { get; init; } = TimeSpan.FromDays(7);

    /// <value>Longest age of the newest object in an archive bucket. Default: 32 days, a month and a little.</value>
    public TimeSpan Archives { get; init; } = TimeSpan.FromDays(32);

    /// <value>Longest age of a secret's current version. Default: 90 days.</value>
    public TimeSpan Rotation { get; init; } = TimeSpan.FromDays(90);
}
