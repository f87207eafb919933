using System.Data.Common;
using Npgsql;

namespace DrDrills.PostgreSql.Digests;

/// <content>Rows in bulk.</content>
public sealed partial class PinnedSession
{
    /// <summary>Runs <c>COPY (query) TO STDOUT (FORMAT BINARY)</c> and hands its bytes to <paramref name="read"/>.</summary>
    /// <remarks>
    /// <paramref name="read"/> gets a thread of its own, where it may block: waiting for each row in a task costs more than the row. It has
    /// to read to the end of the copy. Text comes as the server stores it, not converted.
    /// </remarks>
    internal Task<T> CopyOutAsync<T>(string query, Func<Stream, T> read, CancellationToken cancellationToken) =>
        CopyAsync(query, asStored: true, read, cancellationToken);

    /// <summary>As <see cref="CopyOutAsync"/>, also with text converted to UTF-8, for comparing with a database of another encoding.</summary>
    internal async Task<T> CopyAsync<T>(
        string query, bool asStored, Func<Stream, T> read, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)_connection;
        var converts = asStored && connection.PostgresParameters.GetValueOrDefault("server_encoding") != "UTF8";
        if (converts)
        {
            await ExecuteAsync("SET LOCAL client_encoding = 'SQL_ASCII'", cancellationToken).ConfigureAwait(false);
        }

        var result = await ReadCopyAsync(connection, query, read, cancellationToken).ConfigureAwait(false);
        if (converts)
        {
            await ExecuteAsync("SET LOCAL client_encoding = 'UTF8'", cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    private static async Task<T> ReadCopyAsync<T>(
        NpgsqlConnection connection, string query, Func<Stream, T> read, CancellationToken cancellationToken)
    {
        var copy = await connection
            .BeginRawBinaryCopyAsync($"COPY ({query}) TO STDOUT (FORMAT BINARY)", cancellationToken)
            .ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            copy.ReadTimeout = (int)Limit.TotalMilliseconds;
            using var stop = cancellationToken.Register(copy.Cancel);
            try
            {
                return await Task.Factory
                    .StartNew(() => read(copy), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                    .ConfigureAwait(false);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (Exception e) when (e is not DbException)
            {
                // Disposing of the copy would otherwise read the rest of it.
                await copy.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }
}
