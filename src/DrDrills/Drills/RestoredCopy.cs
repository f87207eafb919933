using System.Data.Common;

namespace DrDrills.Drills;

/// <summary>The restored system as verifications see it.</summary>
/// <param name="Database">Administrator's connections to the restored database, or null for a system without one.</param>
/// <param name="FetchedFiles">The fetched backup, or null.</param>
public sealed record RestoredCopy(DbDataSource? Database, DirectoryInfo? FetchedFiles)
{
    /// <value>
    /// Connections that act as the named role of the restored database, as an application would; null where the system has no roles.
    /// The caller of the function disposes of what it returns.
    /// </value>
    public Func<string, DbDataSource>? DatabaseAs { get; init; }

    /// <value>The place that the copy runs in, where it is another than the one provisioned; else null.</value>
    public TargetDescription? Target { get; init; }
}
