using System.Data.Common;

namespace DrDrills.PostgreSql.Comparisons;

/// <summary>A database that is to be compared.</summary>
/// <param name="Name">What to call it, without secrets.</param>
/// <param name="Database">Connections as a role that may read everything; stays the caller's.</param>
public sealed record ComparedSource(string Name, DbDataSource Database)
{
    /// <value>The backup that it was restored from, or null for a live database.</value>
    public string? Backup { get; init; }

    /// <value>Whether it was restored from a dump, which leaves out what hangs on the database itself. Default: no.</value>
    public bool IsRestoredDump { get; init; }

    /// <value>Whether it recovered from a log, which starts sequences some steps ahead. Default: no.</value>
    public bool IsReplayed { get; init; }
}
