using System.Data.Common;
using System.Globalization;
using System.Numerics;
using DrDrills.Backups;

namespace DrDrills.Oci.AutonomousDatabases.Oracle;

/// <summary>Reads the digests of all tables of users over any ADO.NET provider, all of one moment.</summary>
public static class OracleDigestReader
{
    private static readonly BigInteger _lane = BigInteger.One << 64;

    /// <summary>Reads rows and digest of every table.</summary>
    /// <param name="database">Connections as a role that may read every table; stays the caller's.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<OracleContent> ReadAsync(DbDataSource database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = transaction.ConfigureAwait(false);
        await ReadAsync(connection, transaction, OracleDigestSql.OneMoment, row => 0, cancellationToken).ConfigureAwait(false);
        var columns = await ReadAsync(
            connection,
            transaction,
            OracleDigestSql.Columns,
            row => (Owner: row.GetString(0), Table: row.GetString(1), Column: new OracleColumn(row.GetString(2), row.GetString(3))),
            cancellationToken).ConfigureAwait(false);
        var tables = columns.GroupBy(line => (line.Owner, line.Table))
            .Select(lines => new OracleTable(lines.Key.Owner, lines.Key.Table, [.. lines.Select(line => line.Column)]))
            .ToList();
        var read = new List<ManifestTable>();
        foreach (var table in tables.Where(table => OracleDigestSql.Undigested(table).Count < table.Columns.Count))
        {
            var lines = await ReadAsync(connection, transaction, OracleDigestSql.Query(table), row => Content(table, row), cancellationToken).ConfigureAwait(false);
            read.Add(lines.Single());
        }

        return new OracleContent(read, [.. tables.SelectMany(table => OracleDigestSql.Undigested(table).Select(column => $"{table}.{column.Name} ({column.DataType})"))]);
    }

    /// <summary>64 hexadecimal digits: the four lanes, each as its lowest 64 bits. Providers give numbers as they like, so they are asked as text.</summary>
    internal static ManifestTable Content(OracleTable table, DbDataReader row)
    {
        var lanes = Enumerable.Range(1, 4).Select(lane => BigInteger.Parse(row.GetString(lane), NumberStyles.None, CultureInfo.InvariantCulture));
        return new ManifestTable(
            table.Owner,
            table.Name,
            Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture),
            string.Concat(lanes.Select(sum => ((ulong)(sum % _lane)).ToString("x16", CultureInfo.InvariantCulture))));
    }

    private static async Task<List<T>> ReadAsync<T>(
        DbConnection connection, DbTransaction transaction, string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.Transaction = transaction;
        command.CommandText = sql;
        command.CommandTimeout = 7200;
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
