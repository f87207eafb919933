using System.Data.Common;
using System.Security.Cryptography;
using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>A role of the restored copy that may read everything and nothing else; dropped when done.</summary>
/// <remarks>
/// Questions that reach code of the backup are put by it: whatever such code does, it does without rights. It is a login of its own, since a
/// superuser who only took on another role could be switched back.
/// </remarks>
internal sealed class ReadingRole : IAsyncDisposable
{
    private static readonly TimeSpan _dropLimit = TimeSpan.FromSeconds(30);

    private readonly DbDataSource _administrator;
    private readonly string _name;

    private ReadingRole(DbDataSource administrator, string name, DbDataSource connections)
    {
        _administrator = administrator;
        _name = name;
        Connections = connections;
    }

    /// <summary>Connections as the role.</summary>
    public DbDataSource Connections { get; }

    /// <summary>Makes the role.</summary>
    /// <returns>The role, or null and why it cannot be had.</returns>
    /// <exception cref="DbException">The server went away.</exception>
    public static async Task<(ReadingRole? Role, string Reason)> CreateAsync(
        VerificationContext context, DbDataSource administrator, CancellationToken cancellationToken)
    {
        if (context.DatabaseAs is not { } connectAs)
        {
            return (null, "the target lets nobody in but its administrator");
        }

        var name = $"drdrills_reader_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5))}";
        try
        {
            await RunAsync(administrator, $"CREATE ROLE {name} LOGIN BYPASSRLS IN ROLE pg_read_all_data", cancellationToken).ConfigureAwait(false);
        }
        catch (DbException refused) when (refused.SqlState is "42501" or "42704")
        {
            return (null, "the target's administrator may not make a role that reads everything; it takes a superuser of PostgreSQL 14 or newer");
        }

        var role = new ReadingRole(administrator, name, connectAs(name));
        try
        {
            await role.LetInAsync(cancellationToken).ConfigureAwait(false);
            if (await role.IsAloneAsync(cancellationToken).ConfigureAwait(false))
            {
                return (role, "");
            }
        }
        catch
        {
            await role.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await role.DisposeAsync().ConfigureAwait(false);
        return (null, "the target cannot let in a role without administrator's rights, and code of the backup could use them");
    }

    public async ValueTask DisposeAsync()
    {
        await Connections.DisposeAsync().ConfigureAwait(false);
        using var limit = new CancellationTokenSource(_dropLimit);
        try
        {
            await RunAsync(_administrator, $"DROP OWNED BY {_name}; DROP ROLE {_name}", limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DbException or OperationCanceledException)
        {
            // The copy is thrown away whole, and the role with it.
        }
    }

    private Task LetInAsync(CancellationToken cancellationToken) => RunAsync(
        _administrator,
        $"""
        DO $$ BEGIN
            IF NOT pg_catalog.has_database_privilege('{_name}', pg_catalog.current_database(), 'CONNECT') THEN
                EXECUTE pg_catalog.format('GRANT CONNECT ON DATABASE %I TO {_name}', pg_catalog.current_database());
            END IF;
        END $$
        """,
        cancellationToken);

    private async Task<bool> IsAloneAsync(CancellationToken cancellationToken)
    {
        var session = await PinnedSession.OpenAsync(Connections, null, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await session.ScalarAsync<bool>(
                $"SELECT session_user = '{_name}' AND NOT rolsuper FROM pg_roles WHERE rolname = session_user", cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static async Task RunAsync(DbDataSource source, string sql, CancellationToken cancellationToken)
    {
        var command = source.CreateCommand(sql);
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
