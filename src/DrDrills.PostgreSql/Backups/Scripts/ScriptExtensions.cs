using DrDrills.PostgreSql.Backups.PgDump;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>Extensions that a script makes: held against those that the target has; what only a superuser may make is made by the administrator.</summary>
internal sealed class ScriptExtensions(ScriptScene scene)
{
    private readonly HashSet<string> _byAdministrator = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lacking = new(StringComparer.Ordinal);
    private readonly HashSet<(string Database, string Schema, string Table)> _tables = [];

    /// <summary>Takes a statement about an extension that the restorer may not carry out.</summary>
    /// <returns>False for any other.</returns>
    /// <exception cref="Errors.EngineUnavailableException">The target lacks extensions (<c>DR3120</c>).</exception>
    public async Task<bool> TakeAsync(ScriptPart part, ScriptDatabase database, CancellationToken cancellationToken)
    {
        var tokens = SqlTokens.Of(part.FirstWord is "CREATE" or "COMMENT" ? part.Text : "");
        if (tokens.Take("CREATE", "EXTENSION"))
        {
            return await CreateAsync(tokens, database, cancellationToken).ConfigureAwait(false);
        }

        if (tokens.Take("COMMENT", "ON", "EXTENSION"))
        {
            return await CommentAsync(tokens, database, cancellationToken).ConfigureAwait(false);
        }

        await RefuseLackingAsync(cancellationToken).ConfigureAwait(false);
        return false;
    }

    /// <summary>Dumps make one extension after the other, so that all that the target lacks are named at once.</summary>
    /// <exception cref="Errors.EngineUnavailableException">It lacks one (<c>DR3120</c>).</exception>
    public async Task RefuseLackingAsync(CancellationToken cancellationToken)
    {
        if (_lacking.Count > 0)
        {
            await NeededExtensions.CheckAsync(
                scene.Admin, scene.Backup.Id.Value, [.. _lacking], scene.Backup.Manifest, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> CreateAsync(SqlTokens tokens, ScriptDatabase database, CancellationToken cancellationToken)
    {
        tokens.Take("IF", "NOT", "EXISTS");
        if (tokens.Name() is not { } name)
        {
            return false;
        }

        if (!await IsThereAsync(name, cancellationToken).ConfigureAwait(false))
        {
            _ = scene.Spared.Spare(name) || _lacking.Add(name);
            return true;
        }

        if (await IsMadeAsync(name, database, cancellationToken).ConfigureAwait(false))
        {
            // plpgsql: every database has it, and it is the administrator's.
            _byAdministrator.Add(name);
            return true;
        }

        var needed = await NeededExtensions.CheckAsync(
            scene.Admin, scene.Backup.Id.Value, [name], scene.Backup.Manifest, cancellationToken).ConfigureAwait(false);
        scene.Deviations.AddRange(needed.Notes);
        if (needed.Untrusted.Count == 0)
        {
            return false;
        }

        tokens.Take("WITH");
        var schema = tokens.Take("SCHEMA") && tokens.Name() is { } named ? $" SCHEMA {Sql.Name(named)}" : "";
        await RunAsync(database, $"CREATE EXTENSION IF NOT EXISTS {Sql.Name(name)}{schema}", cancellationToken).ConfigureAwait(false);
        _byAdministrator.Add(name);
        _tables.UnionWith(await TablesAsync(name, database, cancellationToken).ConfigureAwait(false));
        var who = scene.Roles.Rights.IsSuperuser ? "a superuser" : $"the administrator '{scene.Roles.Rights.Name}'";
        scene.Deviations.Add($"created by {who}, because it is not a trusted extension: {name}");
        return true;
    }

    private async Task<bool> CommentAsync(SqlTokens tokens, ScriptDatabase database, CancellationToken cancellationToken)
    {
        var name = tokens.Name() ?? "";
        if (_lacking.Contains(name) || scene.Spared.Lacking.Contains(name))
        {
            return true;
        }

        if (!_byAdministrator.Contains(name) || !tokens.Take("IS") || tokens.Text() is not { } text)
        {
            return false;
        }

        try
        {
            await RunAsync(database, $"COMMENT ON EXTENSION {Sql.Name(name)} IS {Sql.Text(text)}", cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            scene.Deviations.Add($"not set, because the target's own extension is not the administrator's: comment on extension '{name}'");
        }

        return true;
    }

    /// <summary>Lets the restorer write rows into a table that came with an extension, where the administrator made that: dumps hold rows of some.</summary>
    /// <returns>False where the table is none of those; nothing was changed then.</returns>
    public async Task<bool> LendAsync(string schema, string table, ScriptDatabase database, CancellationToken cancellationToken)
    {
        if (!_tables.Contains((database.Restored, schema, table)))
        {
            return false;
        }

        await RunAsync(database, $"GRANT INSERT ON {Sql.Name(schema)}.{Sql.Name(table)} TO {scene.Roles.Restorer}", cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Takes back what <see cref="LendAsync"/> gave.</summary>
    public Task TakeBackAsync(string schema, string table, ScriptDatabase database, CancellationToken cancellationToken) =>
        RunAsync(database, $"REVOKE INSERT ON {Sql.Name(schema)}.{Sql.Name(table)} FROM {scene.Roles.Restorer}", cancellationToken);

    private async Task<bool> IsMadeAsync(string name, ScriptDatabase database, CancellationToken cancellationToken) => (await Sql.ListAsync(
        scene.Server,
        database.Restored,
        "SELECT extname::text FROM pg_catalog.pg_extension WHERE extname OPERATOR(pg_catalog.=) ANY ($1)",
        row => row.GetString(0),
        cancellationToken,
        [name]).ConfigureAwait(false)).Count > 0;

    /// <summary>Tables of an extension whose rows a dump holds.</summary>
    private Task<IReadOnlyList<(string Database, string Schema, string Table)>> TablesAsync(
        string name, ScriptDatabase database, CancellationToken cancellationToken) => Sql.ListAsync(
            scene.Server,
            database.Restored,
            """
            SELECT n.nspname::text, c.relname::text
            FROM pg_catalog.pg_extension e, pg_catalog.unnest(e.extconfig) AS rows (oid)
            JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) rows.oid AND c.relkind IN ('r', 'p')
            JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
            WHERE e.extname OPERATOR(pg_catalog.=) ANY ($1)
            """,
            row => (database.Restored, row.GetString(0), row.GetString(1)),
            cancellationToken,
            [name]);

    private async Task<bool> IsThereAsync(string name, CancellationToken cancellationToken) => (await Sql.ListAsync(
        scene.Admin, "SELECT name::text FROM pg_catalog.pg_available_extensions WHERE name = ANY ($1)", row => row.GetString(0), cancellationToken, [name])
        .ConfigureAwait(false)).Count > 0;

    private async Task RunAsync(ScriptDatabase database, string sql, CancellationToken cancellationToken)
    {
        var restored = scene.Server.Connect(database.Restored);
        await using var _ = restored.ConfigureAwait(false);
        await Sql.RunAsync(restored, sql, cancellationToken).ConfigureAwait(false);
    }
}
