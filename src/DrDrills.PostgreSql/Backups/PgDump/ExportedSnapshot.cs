using DrDrills.PostgreSql.Digests;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>A snapshot that other sessions can look through for as long as this is not disposed of.</summary>
internal sealed class ExportedSnapshot : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private ExportedSnapshot(NpgsqlConnection connection, NpgsqlTransaction transaction, string id)
    {
        _connection = connection;
        _transaction = transaction;
        Id = id;
    }

    public string Id { get; }

    public static async Task<ExportedSnapshot> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken)
                .ConfigureAwait(false);
            var limits = new NpgsqlCommand(
                """
                SET TRANSACTION READ ONLY;
                SET LOCAL idle_in_transaction_session_timeout = 0;

                """ + PinnedSession.NoTransactionTimeout,
                connection,
                transaction);
            await using var _ = limits.ConfigureAwait(false);
            await limits.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            var command = new NpgsqlCommand("SELECT pg_catalog.pg_export_snapshot()", connection, transaction);
            await using var __ = command.ConfigureAwait(false);
            var id = (string)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
            return new ExportedSnapshot(connection, transaction, id);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }
}
