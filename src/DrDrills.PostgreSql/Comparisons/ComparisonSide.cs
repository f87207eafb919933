namespace DrDrills.PostgreSql.Comparisons;

/// <summary>One of the two databases that were compared.</summary>
/// <param name="Name">As the caller named it, without secrets.</param>
/// <param name="Database">The database's own name.</param>
/// <param name="ServerVersion">As the server says it.</param>
/// <param name="Encoding">Of its text.</param>
/// <param name="AsOf">UTC, the server's clock: when the one snapshot was taken that all of it was read in.</param>
/// <param name="Backup">The backup that it was restored from, or null for a live database.</param>
public sealed record ComparisonSide(
    string Name, string Database, string ServerVersion, string Encoding, DateTimeOffset AsOf, string? Backup);
