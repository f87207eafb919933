using System.Data.Common;

namespace DrDrills.Drills;

/// <summary>The restored system as verifications see it.</summary>
/// <param name="Database">Administrator's connections to the restored database, or null for a system without one.</param>
/// <param name="FetchedFiles">The fetched backup, or null.</param>
public sealed record RestoredCopy(DbDataSource? Database, DirectoryInfo? FetchedFiles);
