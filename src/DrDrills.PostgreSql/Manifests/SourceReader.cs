using System.Globalization;
using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Manifests;

/// <summary>Reads what a database is: server, encoding, collation, position in the log.</summary>
internal static class SourceReader
{
    // The log position is that of the reading: the snapshot sees nothing newer, and perhaps less.
    private const string Sql = """
        SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               (SELECT system_identifier::text FROM pg_control_system()),
               current_setting('server_version'),
               current_setting('server_version_num'),
               d.datname::text,
               pg_encoding_to_char(d.encoding)::text,
               CASE to_jsonb(d)->>'datlocprovider' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
               CASE WHEN to_jsonb(d)->>'datlocprovider' IN ('i', 'b')
                    THEN coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale') ELSE d.datcollate::text END,
               d.datctype::text,
               to_jsonb(d)->>'datcollversion',
               (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END)::text,
               CASE WHEN current_setting('track_commit_timestamp')::boolean THEN
                    (SELECT to_char(x."timestamp" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                     FROM pg_last_committed_xact() x
                     WHERE x.xid IS NOT NULL AND pg_visible_in_snapshot(x.xid::text::xid8, pg_current_snapshot())) END,
               pg_database_size(d.oid)
        FROM pg_database d WHERE d.datname = current_database()
        """;

    public static async Task<(DateTimeOffset TakenAt, ManifestSource Source)> ReadAsync(
        PinnedSession session, CancellationToken cancellationToken)
    {
        var rows = await session.ReadAsync(
            Sql,
            row => (Instant(row.GetString(0)), new ManifestSource(
                row.GetString(1),
                row.GetString(2),
                int.Parse(row.GetString(3), CultureInfo.InvariantCulture),
                row.GetString(4),
                row.GetString(5),
                row.GetString(6),
                row.GetString(7),
                row.GetString(8),
                row.IsDBNull(9) ? null : row.GetString(9),
                row.GetString(10),
                row.IsDBNull(11) ? null : Instant(row.GetString(11)),
                row.GetInt64(12))),
            cancellationToken).ConfigureAwait(false);
        return rows[0];
    }

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
