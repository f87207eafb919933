namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>What Supabase keeps of one hosted project.</summary>
/// <param name="Region">Where the project runs.</param>
/// <param name="Backups">Newest first, whatever their state.</param>
/// <param name="PointInTime">Whether the project can be recovered to any moment between the two that follow.</param>
/// <param name="Earliest">UTC instant of the earliest moment that can be recovered to, or null where none is said.</param>
/// <param name="Latest">UTC instant of the latest such moment, or null.</param>
public sealed record HostedBackups(
    string Region, IReadOnlyList<HostedBackup> Backups, bool PointInTime, DateTimeOffset? Earliest, DateTimeOffset? Latest)
{
    /// <summary>The newest that the platform says can be restored from, or null.</summary>
    public HostedBackup? NewestCompleted => Backups.FirstOrDefault(backup => backup.IsCompleted);

    /// <summary>The newest moment that the platform could bring the project back to, or null.</summary>
    public DateTimeOffset? NewestPoint =>
        (PointInTime ? Latest : null) is { } latest && !(latest < NewestCompleted?.TakenAt) ? latest : NewestCompleted?.TakenAt;
}
