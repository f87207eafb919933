using System.Globalization;
using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Manifests;

/// <summary>Reads the position of every sequence, without moving any.</summary>
internal static class SequenceReader
{
    /// <summary>Sequences per query, so that thousands of them need few round trips and no huge statement.</summary>
    private const int Batch = 200;

    private const string ListSql = """
        SELECT n.nspname::text, c.relname::text, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
               (SELECT tn.nspname || '.' || t.relname || '.' || a.attname
                FROM pg_depend d
                JOIN pg_class t ON t.oid = d.refobjid
                JOIN pg_namespace tn ON tn.oid = t.relnamespace
                JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
                WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass
                  AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
                LIMIT 1)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
          AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
        ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
        """;

    public static async Task<IReadOnlyList<ManifestSequence>> ReadAsync(
        PinnedSession session, CancellationToken cancellationToken)
    {
        var listed = await session.ReadAsync(
            ListSql,
            row => (Schema: row.GetString(0), Name: row.GetString(1), Quoted: row.GetString(2),
                OwnedBy: row.IsDBNull(3) ? null : row.GetString(3)),
            cancellationToken).ConfigureAwait(false);
        var sequences = new List<ManifestSequence>(listed.Count);
        foreach (var batch in listed.Chunk(Batch))
        {
            var sql = string.Join(" UNION ALL ", batch.Select((sequence, index) => string.Create(
                CultureInfo.InvariantCulture, $"SELECT {index} AS i, last_value, is_called FROM {sequence.Quoted}")));
            var positions = await session.ReadAsync(
                sql + " ORDER BY i", row => (Last: row.GetInt64(1), Called: row.GetBoolean(2)), cancellationToken).ConfigureAwait(false);
            sequences.AddRange(batch.Zip(positions, (sequence, position) => new ManifestSequence(
                sequence.Schema, sequence.Name, position.Last, position.Called, sequence.OwnedBy)));
        }

        return sequences;
    }

    /// <summary>The increment of every sequence.</summary>
    public static async Task<IReadOnlyDictionary<(string Schema, string Name), decimal>> ReadStepsAsync(
        PinnedSession session, CancellationToken cancellationToken)
    {
        var steps = await session.ReadAsync(
            """
            SELECT n.nspname::text, c.relname::text, s.seqincrement FROM pg_sequence s
            JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            """,
            row => (Key: (row.GetString(0), row.GetString(1)), Step: (decimal)row.GetInt64(2)),
            cancellationToken).ConfigureAwait(false);
        return steps.ToDictionary(step => step.Key, step => step.Step);
    }
}
