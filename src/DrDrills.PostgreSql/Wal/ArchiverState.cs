using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.PostgreSql.Wal;

/// <summary>What a live server says of its own archiving.</summary>
/// <param name="IsOn">Whether <c>archive_mode</c> is on.</param>
/// <param name="LastArchived">The newest segment that its archive command took, or empty.</param>
/// <param name="LastFailed">The newest segment that its archive command refused, or empty.</param>
internal sealed record ArchiverState(bool IsOn, string LastArchived, string LastFailed)
{
    /// <summary>SQL that closes the current segment and names the one that holds the newest record.</summary>
    private const string SwitchedSegment = "SELECT pg_catalog.pg_walfile_name(pg_catalog.pg_switch_wal() OPERATOR(pg_catalog.-) 1)";

    public static async Task<ArchiverState> ReadAsync(IPostgresServer server, CancellationToken cancellationToken) =>
        (await OneAsync(
            server,
            """
            SELECT current_setting('archive_mode') <> 'off', coalesce(last_archived_wal, ''), coalesce(last_failed_wal, '')
            FROM pg_catalog.pg_stat_archiver
            """,
            row => new ArchiverState(row.GetBoolean(0), row.GetString(1), row.GetString(2)),
            cancellationToken).ConfigureAwait(false))!;

    /// <summary>Closes the current segment of the log.</summary>
    /// <returns>Name of the segment that holds the newest record.</returns>
    /// <remarks>
    /// The place that a switch returns is behind the newest record. Where it is the beginning of the next segment, PostgreSQL up to 15 names the
    /// segment before it and 17 that next one, which nothing fills; one byte before it both name the same.
    /// </remarks>
    public static Task<string> SwitchAsync(IPostgresServer server, CancellationToken cancellationToken) =>
        OneAsync(server, SwitchedSegment, row => row.GetString(0), cancellationToken);

    public static CaptureFailedException Off(IPostgresServer server) => new(
        "DR1521",
        server.Description.Id,
        $"Server '{server.Description.Id}' does not archive its log: archive_mode is off; expected on.",
        "set archive_mode and archive_command, and restart the server; a base backup without its log cannot be restored.");

    /// <summary>Backup labels and history files are archived under longer or other names, and sort like the segment they belong to.</summary>
    public bool HasArchived(WalSegment segment) => string.CompareOrdinal(LastArchived, segment.FileName) >= 0;

    public override string ToString() =>
        $"last archived '{LastArchived}'{(LastFailed.Length > 0 ? $", last refused '{LastFailed}'" : "")}";

    private static async Task<T> OneAsync<T>(
        IPostgresServer server, string sql, Func<Npgsql.NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var source = server.Connect("postgres");
        await using var _ = source.ConfigureAwait(false);
        var rows = await Sql.ListAsync(source, sql, read, cancellationToken).ConfigureAwait(false);
        return rows[0];
    }
}
