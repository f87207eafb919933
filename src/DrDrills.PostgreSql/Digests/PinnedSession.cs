using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace DrDrills.PostgreSql.Digests;

/// <summary>
/// One connection in one transaction, with every setting pinned that decides how PostgreSQL writes values and definitions, so that two
/// servers, two roles and two databases with different settings write the same things alike.
/// </summary>
/// <remarks>
/// All settings are <c>SET LOCAL</c> and end with the transaction, which is always rolled back. <c>search_path</c> is
/// <c>pg_catalog</c>: names of all other objects come out qualified, and no function of the database hides a system function.
/// <c>row_security=off</c> makes a policy that would hide rows an error instead of a smaller count. Since PostgreSQL 12
/// <c>extra_float_digits</c> above zero means the shortest text that reads back to the same value.
/// </remarks>
public sealed partial class PinnedSession : IAsyncDisposable
{
    /// <summary>The longest that one question to the server may take.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    /// <summary>Lifts the limit of a whole transaction, which servers have since PostgreSQL 17.</summary>
    internal const string NoTransactionTimeout = """
        SELECT pg_catalog.set_config('transaction_timeout', '0', true)
        WHERE pg_catalog.current_setting('transaction_timeout', true) IS NOT NULL;
        """;

    private const string Pins = """
        SET LOCAL search_path = pg_catalog;
        SET LOCAL datestyle = 'ISO, YMD';
        SET LOCAL intervalstyle = 'postgres';
        SET LOCAL timezone = 'UTC';
        SET LOCAL extra_float_digits = 3;
        SET LOCAL bytea_output = 'hex';
        SET LOCAL xmlbinary = 'base64';
        SET LOCAL lc_monetary = 'C';
        SET LOCAL quote_all_identifiers = off;
        SET LOCAL row_security = off;
        SET LOCAL standard_conforming_strings = on;
        SET LOCAL transform_null_equals = off;
        SET LOCAL array_nulls = on;
        SET LOCAL statement_timeout = 0;
        SET LOCAL lock_timeout = '60s';
        SET LOCAL idle_in_transaction_session_timeout = 0;
        SET LOCAL default_tablespace = '';
        SET LOCAL jit = off;
        SET LOCAL max_parallel_workers_per_gather = 0;

        """ + NoTransactionTimeout;

    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;

    private PinnedSession(DbConnection connection, DbTransaction transaction)
    {
        _connection = connection;
        _transaction = transaction;
    }

    /// <summary>Begins a read-only transaction that sees one snapshot from beginning to end.</summary>
    /// <param name="source">Connections to the database; stays the caller's.</param>
    /// <param name="snapshotId">A snapshot that another session exported and holds, or null for one of its own.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentException"><paramref name="snapshotId"/> is not the name of a snapshot.</exception>
    public static Task<PinnedSession> OpenAsync(
        DbDataSource source, string? snapshotId, CancellationToken cancellationToken)
    {
        if (snapshotId is not null && !SnapshotName().IsMatch(snapshotId))
        {
            throw new ArgumentException($"'{snapshotId}' is not the name of an exported snapshot.", nameof(snapshotId));
        }

        var begin = snapshotId is null
            ? "SET TRANSACTION READ ONLY;"
            : $"SET TRANSACTION READ ONLY; SET TRANSACTION SNAPSHOT '{snapshotId}';";
        return BeginAsync(source, IsolationLevel.RepeatableRead, begin, cancellationToken);
    }

    /// <summary>Begins a transaction that may write; all it writes is rolled back.</summary>
    internal static Task<PinnedSession> OpenForWritingAsync(DbDataSource source, CancellationToken cancellationToken) =>
        BeginAsync(source, IsolationLevel.ReadCommitted, "SET TRANSACTION READ WRITE;", cancellationToken);

    /// <summary>Publishes this session's snapshot; good as long as the session is open.</summary>
    public async Task<string> ExportSnapshotAsync(CancellationToken cancellationToken) =>
        await ScalarAsync<string>("SELECT pg_export_snapshot()", cancellationToken).ConfigureAwait(false);

    /// <summary>Whether an error ended the connection; Npgsql gives up connections on which the server reported damage.</summary>
    internal bool IsBroken => _connection.State != ConnectionState.Open;

    /// <summary>Runs statements that return nothing of interest.</summary>
    internal async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        var command = Command(sql);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The one value that a query returns; never null.</summary>
    internal async Task<T> ScalarAsync<T>(string sql, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(sql, row => row.GetFieldValue<T>(0), cancellationToken).ConfigureAwait(false);
        return rows[0];
    }

    /// <summary>Every row of a query.</summary>
    internal async Task<List<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var command = Command(sql);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<T>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }

                return rows;
            }
        }
    }

    /// <summary>Runs one statement that somebody else wrote; the server refuses another one behind it.</summary>
    internal async Task ExecuteOnlyAsync(string sql, CancellationToken cancellationToken)
    {
        // Statements of a batch are sent as they are; the text of a plain command would be cut at its semicolons.
        var batch = _connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            var command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // It is the user's own question, asked by a role that may only read.
            command.CommandText = sql;
#pragma warning restore CA2100
            batch.BatchCommands.Add(command);
            batch.Transaction = _transaction;
            batch.Timeout = (int)Limit.TotalSeconds;
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Rows of a query with every value as the server writes it, so that any type can be read, column by column in order.</summary>
    internal async Task<T> ReadTextAsync<T>(string sql, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancellationToken)
    {
        var command = (NpgsqlCommand)Command(sql);
        await using (command.ConfigureAwait(false))
        {
            command.AllResultTypesAreUnknown = true;
            var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await read(reader).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Marks a place to come back to, so that a failed question does not end the transaction.</summary>
    internal Task SaveAsync(CancellationToken cancellationToken) => ExecuteAsync("SAVEPOINT drdrills", cancellationToken);

    /// <summary>Undoes everything since <see cref="SaveAsync"/>.</summary>
    internal Task UndoAsync(CancellationToken cancellationToken) =>
        ExecuteAsync("ROLLBACK TO SAVEPOINT drdrills; RELEASE SAVEPOINT drdrills", cancellationToken);

    /// <summary>As <c>server_version_num</c>: 150018.</summary>
    internal async Task<int> ServerVersionNumberAsync(CancellationToken cancellationToken) =>
        int.Parse(
            await ScalarAsync<string>("SELECT current_setting('server_version_num')", cancellationToken).ConfigureAwait(false),
            CultureInfo.InvariantCulture);

    /// <summary>Rolls back and gives the connection back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<PinnedSession> BeginAsync(
        DbDataSource source, IsolationLevel isolation, string begin, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var transaction = await connection.BeginTransactionAsync(isolation, cancellationToken).ConfigureAwait(false);
            var session = new PinnedSession(connection, transaction);
            await session.ExecuteAsync(begin + Pins, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private DbCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
#pragma warning disable CA2100 // Statements are constants with identifiers that the server itself quoted.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = (int)Limit.TotalSeconds;
        return command;
    }

    [GeneratedRegex("^[0-9A-Fa-f-]{1,64}$")]
    private static partial Regex SnapshotName();
}
