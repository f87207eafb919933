using System.Globalization;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using Npgsql;

namespace DrDrills.PostgreSql.Logins;

/// <summary>Logins of a PostgreSQL database: roles with a password.</summary>
/// <remarks>A role that is revoked keeps its rights and its objects: only its password and its leave to log in go.</remarks>
/// <param name="administrator">Connections to the database as one who may alter roles and end sessions; not disposed of here.</param>
public sealed class PostgresLogins(NpgsqlDataSource administrator) : ILogins
{
    private const string NobodysPassword = "not the password of anybody";

    private readonly string _database = new NpgsqlConnectionStringBuilder(administrator.ConnectionString).Database ?? "";

    /// <inheritdoc/>
    public string System => $"database '{_database}'";

    /// <inheritdoc/>
    public Task SetAsync(Login login, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(login);
        return AskAsync(login.Username, "set the password of", async () =>
        {
            // ALTER ROLE takes no parameters: what the statement carries is the verifier, from which nobody gets the password back.
            var command = administrator.CreateCommand(
                $"ALTER ROLE {Sql.Name(login.Username)} LOGIN PASSWORD {Sql.Text(ScramVerifier.Of(login.Password))}");
            await using (command.ConfigureAwait(false))
            {
                return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        });
    }

    /// <inheritdoc/>
    public Task RevokeAsync(string username, CancellationToken cancellationToken) => AskAsync(username, "revoke", async () =>
    {
        var alter = administrator.CreateCommand($"ALTER ROLE {Sql.Name(username)} NOLOGIN PASSWORD NULL");
        await using (alter.ConfigureAwait(false))
        {
            await alter.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        var end = administrator.CreateCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = $1");
        await using (end.ConfigureAwait(false))
        {
            end.Parameters.AddWithValue(username);
            return await end.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    });

    /// <inheritdoc/>
    public async Task<bool> LetsInAsync(Login login, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(login);
        if (!await OpensAsync(login, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        return await OpensAsync(login with { Password = new SecretText(NobodysPassword) }, cancellationToken).ConfigureAwait(false)
            ? throw new VerificationImpossibleException(
                "DR4411",
                System,
                $"The {System} lets '{login.Username}' in by any password, so that nothing can be said of this one.",
                "is there a line with 'trust' before it in pg_hba.conf?")
            : true;
    }

    /// <inheritdoc/>
    public Task<int> SessionsAsync(string username, CancellationToken cancellationToken) => AskAsync(username, "count the sessions of", async () =>
    {
        var command = administrator.CreateCommand("SELECT count(*) FROM pg_stat_activity WHERE usename = $1");
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddWithValue(username);
            return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);
        }
    });

    private Task<bool> OpensAsync(Login login, CancellationToken cancellationToken) => AskAsync(login.Username, "log in as", async () =>
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(administrator.ConnectionString)
        {
            Username = login.Username,
            Password = login.Password.Reveal(),
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
            catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InvalidPassword
                or PostgresErrorCodes.InvalidAuthorizationSpecification)
            {
                return false;
            }
        }
    });

    private async Task<T> AskAsync<T>(string username, string what, Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (NpgsqlException failed)
        {
            throw new VerificationImpossibleException(
                "DR4412",
                System,
                $"The {System} did not let us {what} '{username}': {(failed as PostgresException)?.SqlState ?? "no answer"}.",
                "does the server answer, does the role exist, and may the administrator alter it (from PostgreSQL 16 on that takes ADMIN OPTION on it)?",
                cause: failed);
        }
    }
}
