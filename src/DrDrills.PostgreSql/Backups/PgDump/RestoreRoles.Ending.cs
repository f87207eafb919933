using System.Text.RegularExpressions;
using DrDrills.Backups;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <content>The end of a restore: our roles go, the backup's become what they were.</content>
internal sealed partial class RestoreRoles
{
    /// <summary>Takes our roles and grants away, and gives the needed roles their attributes and memberships.</summary>
    /// <param name="admin">The restored database.</param>
    /// <param name="heir">Who gets what nobody was named for: extensions, and the database where its owner is not known.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CloseAsync(NpgsqlDataSource admin, string? heir, CancellationToken cancellationToken)
    {
        await LeaveAsync(admin, heir, cancellationToken).ConfigureAwait(false);
        await FinishAsync(admin, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes our grants out of one restored database and gives away what our roles own there.</summary>
    /// <param name="restored">The database.</param>
    /// <param name="heir">As for <see cref="CloseAsync"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task LeaveAsync(NpgsqlDataSource restored, string? heir, CancellationToken cancellationToken) => RunAsync(
        restored,
        $$"""
        DO $do$ BEGIN
            IF pg_catalog.current_setting('server_version_num')::pg_catalog.int4 < 150000 AND EXISTS (
                SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = 'public' AND pg_catalog.pg_get_userbyid(n.nspowner) = '{{Restorer}}') THEN
                EXECUTE pg_catalog.format('ALTER SCHEMA public OWNER TO %I', pg_catalog.pg_get_userbyid(10));
            END IF;
        END $do$;
        ALTER DEFAULT PRIVILEGES FOR ROLE {{Restorer}} REVOKE ALL ON SCHEMAS FROM {{Creator}};
        REASSIGN OWNED BY {{Restorer}} TO {{(heir is null ? "CURRENT_USER" : Sql.Name(heir))}};
        DROP OWNED BY {{Restorer}}, {{Creator}};
        """,
        cancellationToken);

    /// <summary>Drops our roles once no database holds anything of them, and gives the backup's roles what they had.</summary>
    public async Task FinishAsync(NpgsqlDataSource admin, CancellationToken cancellationToken)
    {
        await RunAsync(admin, $"DROP ROLE {Restorer}, {Creator}", cancellationToken).ConfigureAwait(false);
        foreach (var role in _needed.Values.OrderBy(role => role.Name, StringComparer.Ordinal))
        {
            // A role that was there before is the target's own and keeps its attributes.
            if (_made.Contains(role.Name) && Attributes(role.Attributes) is { Length: > 0 } attributes)
            {
                await RunAsync(admin, $"ALTER ROLE {Sql.Name(role.Name)} {attributes}", cancellationToken).ConfigureAwait(false);
            }

            foreach (var group in role.MemberOf.Where(group => !Rights.Has(role, group) && !Joined(role, group)))
            {
                await RunAsync(
                    admin,
                    $"""
                    DO $do$ BEGIN
                        IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {Sql.Text(group)}) THEN
                            {Rights.Grant(group, role)};
                        END IF;
                    END $do$
                    """,
                    cancellationToken).ConfigureAwait(false);
            }
        }

        await SetPasswordsAsync(admin, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether the role is the administrator, who from PostgreSQL 16 on has ADMIN OPTION on whatever it makes, and cannot give it to itself.
    /// </summary>
    private bool Joined(ManifestRole role, string group) =>
        role.Name == Rights.Name && !Rights.IsSuperuser && Rights.AdministersWhatItMakes && _made.Contains(group);

    /// <summary>In a session whose statements the server keeps to itself, whatever becomes of them.</summary>
    private async Task SetPasswordsAsync(NpgsqlDataSource admin, CancellationToken cancellationToken)
    {
        var passwords = _passwords.Where(pair => _made.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        if (passwords.Count == 0)
        {
            return;
        }

        var session = await admin.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var quiet = Rights.IsSuperuser ? "SET log_statement = 'none'; SET log_min_error_statement = 'panic'; SET log_min_duration_statement = -1; " : "";
        foreach (var (role, password) in passwords)
        {
            var command = new NpgsqlCommand($"{quiet}ALTER ROLE {Sql.Name(role)} PASSWORD {Sql.Text(password.Reveal())}", session);
            await using var __ = command.ConfigureAwait(false);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool WasSuperuser(ManifestRole role) => role.Attributes.Length == 0
        ? role.Name == "postgres"
        : role.Attributes.Split(' ').Contains("SUPERUSER");

    private static string Attributes(string text) =>
        string.Join(' ', Attribute().Matches(text).Select(match => match.Value));

    [GeneratedRegex(@"\b(?:NO)?(?:SUPERUSER|CREATEDB|CREATEROLE|INHERIT|LOGIN|REPLICATION|BYPASSRLS)\b|\bCONNECTION LIMIT -?\d+|\bVALID UNTIL '[^'\\]*'")]
    private static partial Regex Attribute();
}
