namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>One backup that Supabase keeps of a hosted project, as its Management API lists it.</summary>
/// <param name="TakenAt">UTC instant of its entry.</param>
/// <param name="Status">The platform's word: <c>COMPLETED</c>, <c>FAILED</c>, <c>PENDING</c>, <c>REMOVED</c>, <c>ARCHIVED</c>, <c>CANCELLED</c>.</param>
/// <param name="IsPhysical">Whether it is a copy of the server's files, which cannot be downloaded, rather than a dump.</param>
public sealed record HostedBackup(DateTimeOffset TakenAt, string Status, bool IsPhysical)
{
    /// <summary>Whether the platform says that it can be restored from.</summary>
    public bool IsCompleted => Status == "COMPLETED";
}
