namespace DrDrills.Backups;

/// <summary>The database that a manifest describes.</summary>
/// <param name="SystemIdentifier">PostgreSQL's system identifier, decimal.</param>
/// <param name="ServerVersion">As <c>server_version</c> prints it.</param>
/// <param name="ServerVersionNumber">As <c>server_version_num</c>: 150018.</param>
/// <param name="Database">Name.</param>
/// <param name="Encoding">Such as <c>UTF8</c>.</param>
/// <param name="CollationProvider">libc, icu or builtin.</param>
/// <param name="Collation">Default collation (LC_COLLATE or ICU locale).</param>
/// <param name="CharacterType">LC_CTYPE.</param>
/// <param name="CollationVersion">Version of the library that orders text, or null where the provider has none.</param>
/// <param name="SnapshotLsn">Write-ahead log position at the snapshot.</param>
/// <param name="NewestCommitAt">UTC instant of the newest commit in the snapshot where <c>track_commit_timestamp</c> is on, else null.</param>
/// <param name="DatabaseBytes">Size of the database at the snapshot.</param>
public sealed record ManifestSource(
    string SystemIdentifier,
    string ServerVersion,
    int ServerVersionNumber,
    string Database,
    string Encoding,
    string CollationProvider,
    string Collation,
    string CharacterType,
    string? CollationVersion,
    string SnapshotLsn,
    DateTimeOffset? NewestCommitAt,
    long DatabaseBytes);
