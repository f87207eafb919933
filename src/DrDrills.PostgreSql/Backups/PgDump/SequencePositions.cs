using DrDrills.Backups;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Where sequences stand at one moment; they stand outside snapshots, so a backup needs the moment before and the one after.</summary>
internal static class SequencePositions
{
    public static async Task<IReadOnlyDictionary<(string Schema, string Name), (long LastValue, bool IsCalled)>> ReadAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var names = new List<(string Schema, string Name, string Quoted)>();
        var list = new NpgsqlCommand(
            """
            SELECT n.nspname, c.relname, format('%I.%I', n.nspname, c.relname)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'S' AND c.relpersistence <> 't'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
            ORDER BY 1, 2
            """,
            connection);
        await using (list.ConfigureAwait(false))
        {
            var reader = await list.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = reader.ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                names.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
            }
        }

        var positions = new Dictionary<(string, string), (long, bool)>();
        foreach (var (schema, name, quoted) in names)
        {
            // The name was quoted by the server itself.
            var ask = new NpgsqlCommand($"SELECT last_value, is_called FROM {quoted}", connection);
            await using var _ = ask.ConfigureAwait(false);
            var reader = await ask.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var __ = reader.ConfigureAwait(false);
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            positions[(schema, name)] = (reader.GetInt64(0), reader.GetBoolean(1));
        }

        return positions;
    }

    /// <summary>States in the manifest which sequences moved while the backup was taken.</summary>
    public static IReadOnlyList<ManifestSequence> Merge(
        IReadOnlyList<ManifestSequence> taken,
        IReadOnlyDictionary<(string Schema, string Name), (long LastValue, bool IsCalled)> before,
        IReadOnlyDictionary<(string Schema, string Name), (long LastValue, bool IsCalled)> after) =>
        [.. taken.Select(sequence =>
        {
            var key = (sequence.Schema, sequence.Name);
            if (!before.TryGetValue(key, out var first) || !after.TryGetValue(key, out var last))
            {
                return sequence;
            }

            var stoodStill = first == last && (sequence.LastValue, sequence.IsCalled) == first;
            return sequence with
            {
                LastValue = first.LastValue,
                IsCalled = first.IsCalled,
                MovedTo = stoodStill ? null : last.LastValue,
            };
        })];
}
