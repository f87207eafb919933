using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using Npgsql;

namespace DrDrills.PostgreSql.Logins;

/// <summary>Makes a server that the harness started ask some roles for their passwords; elsewhere it trusts whoever reaches its socket.</summary>
/// <remarks>The lines go before all others of <c>pg_hba.conf</c> and name one database and its roles only (PostgreSQL 15, chapter 21.1).</remarks>
public static class PasswordAuthentication
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks for passwords from now on; returns once the server really does.</summary>
    /// <param name="administrator">A superuser's connections to the database, of a server of the harness's own.</param>
    /// <param name="roles">Who is asked; at least one.</param>
    /// <param name="clock">The clock of the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TargetNotReadyException">It still lets in whoever comes after 30 s (DR4413).</exception>
    public static async Task RequireAsync(
        NpgsqlDataSource administrator, IReadOnlyList<string> roles, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(roles);
        ArgumentNullException.ThrowIfNull(clock);
        var place = new NpgsqlConnectionStringBuilder(administrator.ConnectionString);
        await WriteAsync(administrator, place.Database!, roles, cancellationToken).ConfigureAwait(false);
        var begin = clock.GetTimestamp();
        while (await LetsInWhoeverComesAsync(place, roles[0], cancellationToken).ConfigureAwait(false))
        {
            if (clock.GetElapsedTime(begin) > _limit)
            {
                throw new TargetNotReadyException(
                    "DR4413",
                    $"database '{place.Database}'",
                    $"The server of database '{place.Database}' did not begin to ask '{roles[0]}' for a password within {_limit.TotalSeconds:0} s.",
                    "is a line of pg_hba.conf wrong? the server's log says which.");
            }

            await Task.Delay(_pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(
        NpgsqlDataSource administrator, string database, IReadOnlyList<string> roles, CancellationToken cancellationToken)
    {
        var connection = await administrator.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var read = new NpgsqlCommand("SELECT current_setting('hba_file'), pg_read_file(current_setting('hba_file'))", connection);
        await using var __ = read.ConfigureAwait(false);
        string file, lines;
        var reader = await read.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            (file, lines) = (reader.GetString(0), reader.GetString(1));
        }

        string[] wanted = [$"local {Sql.Name(database)} {string.Join(',', roles.Select(Sql.Name))} scram-sha-256"];
        var all = wanted.Concat(lines.Split('\n').Where(line => line.Length > 0).Except(wanted));
        var write = new NpgsqlCommand(
            $"COPY (SELECT unnest(ARRAY[{string.Join(',', all.Select(Sql.Text))}])) TO {Sql.Text(file)}; SELECT pg_reload_conf()", connection);
        await using var ___ = write.ConfigureAwait(false);
        await write.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> LetsInWhoeverComesAsync(
        NpgsqlConnectionStringBuilder place, string role, CancellationToken cancellationToken)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(place.ConnectionString)
        {
            Username = role,
            Password = SecretText.NewPassword().Reveal(),
            Pooling = false,
        });
        await using (source.ConfigureAwait(false))
        {
            try
            {
                var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await connection.DisposeAsync().ConfigureAwait(false);
                return true;
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidPassword)
            {
                return false;
            }
        }
    }
}
