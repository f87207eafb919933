using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Servers;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Prepares the empty database, runs the scripts in it, and gives the roles what they had.</summary>
internal sealed class SupabaseRestore(
    IPostgresServer server, DirectoryInfo workFolder, string backup, string database, SupabaseContents contents, RestoreRoles roles)
{
    /// <summary>What was done otherwise than the scripts say.</summary>
    public List<string> Deviations { get; } = [];

    /// <exception cref="EngineUnavailableException">The target's administrator bears the name of a role that owns what the scripts make (<c>DR3174</c>).</exception>
    public async Task RunAsync(SupabaseTarget target, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        if (roles.OnlyAdministrator is { } reason)
        {
            throw new EngineUnavailableException(
                "DR3174",
                backup,
                $"Scripts of backup '{backup}' are only run by a role without superuser rights, and here {reason}.",
                "restore into a target whose administrator has another name; nothing is said about the backup.");
        }

        var restored = server.Connect(database);
        await using var _ = restored.ConfigureAwait(false);
        await target.PrepareAsync(restored, cancellationToken).ConfigureAwait(false);
        await roles.OpenSchemasAsync(restored, database, cancellationToken).ConfigureAwait(false);
        await Sql.RunAsync(restored, $"GRANT SET ON PARAMETER session_replication_role TO {roles.Restorer}", cancellationToken).ConfigureAwait(false);
        using (var connection = ToolConnection.AsRole(server, roles.Restorer, roles.Password, workFolder))
        {
            var run = new SupabaseScriptRun(
                server, connection, workFolder, backup, database, target.Lacking, TimeSpan.FromHours(6));
            var scripts = contents.Scripts.Where(script => script.Kind != SupabaseScriptKind.Roles).ToList();
            foreach (var script in scripts)
            {
                progress.Report(new StageProgress(scripts.IndexOf(script), scripts.Count, "scripts", script.Name));
                await run.RunAsync(script, cancellationToken).ConfigureAwait(false);
            }

            await RefreshAsync(restored, run, cancellationToken).ConfigureAwait(false);
        }

        await Sql.RunAsync(restored, $"REVOKE SET ON PARAMETER session_replication_role FROM {roles.Restorer}", cancellationToken).ConfigureAwait(false);
        await roles.CloseAsync(restored, SupabasePlatform.Owner, cancellationToken).ConfigureAwait(false);
        await ApplySettingsAsync(restored, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// pg_dump fills materialised views only where one dump holds definitions and rows; from two scripts they come back empty, and nobody can
    /// read them. Here they are filled, in the order in which they were made, and the record says that a real recovery has to.
    /// </summary>
    private async Task RefreshAsync(NpgsqlDataSource restored, SupabaseScriptRun run, CancellationToken cancellationToken)
    {
        var empty = await Sql.ListAsync(
            restored,
            "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
            + "WHERE c.relkind = 'm' AND NOT c.relispopulated ORDER BY c.oid",
            row => row.GetString(0),
            cancellationToken).ConfigureAwait(false);
        if (empty.Count == 0)
        {
            return;
        }

        var path = Path.Combine(workFolder.FullName, $".refresh-{Guid.NewGuid():N}.sql");
        try
        {
            // The names were quoted by the server itself.
            await File.WriteAllLinesAsync(path, empty.Select(view => $"REFRESH MATERIALIZED VIEW {view};"), cancellationToken).ConfigureAwait(false);
            await run.RunAsync(new SupabaseScript(SupabaseScriptKind.Changes, path), cancellationToken).ConfigureAwait(false);
            Deviations.Add($"these scripts leave materialised views empty; after a real recovery, refresh them, as was done here: {string.Join(", ", empty)}");
        }
        catch (RestoreFailedException failed)
        {
            Deviations.Add($"these scripts leave materialised views empty, and they could not be refreshed: {failed.Details ?? failed.Statement}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Settings of roles come last, so that none of them is in force while the scripts run.</summary>
    private async Task ApplySettingsAsync(NpgsqlDataSource restored, CancellationToken cancellationToken)
    {
        foreach (var (role, parameter, value) in contents.Roles.Settings)
        {
            try
            {
                await Sql.RunAsync(restored, $"ALTER ROLE {Sql.Name(role)} SET {Sql.Name(parameter)} TO {value}", cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException refused)
            {
                Deviations.Add($"setting '{parameter}' of role '{role}' is not taken by the target: {refused.MessageText}");
            }
        }
    }
}
