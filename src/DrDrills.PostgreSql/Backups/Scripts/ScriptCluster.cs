namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>Statements of a script that are about more than the database they stand in: each is read, and done again in words of ours, later, or not at all.</summary>
internal sealed class ScriptCluster(ScriptScene scene, ScriptDatabases databases)
{
    private readonly HashSet<string> _leftOut = new(StringComparer.Ordinal);

    /// <summary>The roles.</summary>
    public ScriptRoles Roles { get; } = new(scene);

    /// <summary>Takes a statement that is not the restoring session's to run.</summary>
    /// <returns>False where it is.</returns>
    public async Task<bool> TakeAsync(ScriptPart part, CancellationToken cancellationToken)
    {
        var tokens = SqlTokens.Of(part.FirstWord is "CREATE" or "ALTER" or "DROP" or "GRANT" or "REVOKE" or "COMMENT" or "SECURITY" or "UPDATE"
            ? part.Text
            : "");
        if (tokens.Take("CREATE"))
        {
            return await CreateAsync(part, tokens, cancellationToken).ConfigureAwait(false);
        }

        if (tokens.Take("ALTER"))
        {
            return await AlterAsync(part, tokens, cancellationToken).ConfigureAwait(false);
        }

        if (tokens.Take("DROP"))
        {
            return IsOfCluster(tokens) && LeaveOut(part, "the target is new, and nothing is dropped in it");
        }

        return tokens.Take("GRANT") ? await GrantAsync(part, tokens, revokes: false, cancellationToken).ConfigureAwait(false)
            : tokens.Take("REVOKE") ? await GrantAsync(part, tokens, revokes: true, cancellationToken).ConfigureAwait(false)
            : tokens.Take("COMMENT", "ON") ? Comment(part, tokens)
            : tokens.Take("SECURITY", "LABEL") ? tokens.Rest.Any(token => token.Is("ROLE") || token.Is("DATABASE")) && LeaveOut(part, "labels of the cluster are not restored")
            : tokens.Take("UPDATE", "pg_catalog") && LeaveOut(part, "catalogues are not written to");
    }

    private async Task<bool> CreateAsync(ScriptPart part, SqlTokens tokens, CancellationToken cancellationToken)
    {
        if (tokens.Take("ROLE") || tokens.Take("GROUP"))
        {
            await Roles.CreateAsync(tokens, logsIn: false, cancellationToken).ConfigureAwait(false);
            return true;
        }

        // A user mapping is made in a database.
        if (!tokens.Rest.Skip(1).FirstOrDefault().Is("MAPPING") && tokens.Take("USER"))
        {
            await Roles.CreateAsync(tokens, logsIn: true, cancellationToken).ConfigureAwait(false);
            return true;
        }

        if (tokens.Take("DATABASE"))
        {
            var name = tokens.Name() ?? "";
            await databases.MakeAsync(name, ScriptLocale.Of(tokens), cancellationToken).ConfigureAwait(false);
            return true;
        }

        return (tokens.Take("TABLESPACE") && LeaveOut(part, "a copy keeps everything on the target's own disk"))
            || (tokens.Take("SUBSCRIPTION") && LeaveOut(part, "a copy must not reach other systems"));
    }

    private async Task<bool> AlterAsync(ScriptPart part, SqlTokens tokens, CancellationToken cancellationToken)
    {
        if (tokens.Take("ROLE") || tokens.Take("GROUP") || (!tokens.Rest.Skip(1).FirstOrDefault().Is("MAPPING") && tokens.Take("USER")))
        {
            return await Roles.AlterAsync(tokens, databases, cancellationToken).ConfigureAwait(false)
                || LeaveOut(part, "pg_dumpall writes no such statement");
        }

        if (tokens.Take("DATABASE"))
        {
            return AlterDatabase(part, tokens);
        }

        return (tokens.Take("SYSTEM") && LeaveOut(part, "settings of the server are the target's own"))
            || (tokens.Take("TABLESPACE") && LeaveOut(part, "a copy keeps everything on the target's own disk"))
            || (tokens.Take("SUBSCRIPTION") && LeaveOut(part, "a copy must not reach other systems"));
    }

    private bool AlterDatabase(ScriptPart part, SqlTokens tokens)
    {
        if (tokens.Name() is not { } name || databases.Find(name) is not { } database)
        {
            return LeaveOut(part, "the database is none that the script makes");
        }

        var head = $"ALTER DATABASE {Sql.Name(database.Restored)}";
        if (tokens.Take("OWNER", "TO") && tokens.Name() is { } owner)
        {
            database.Owner = owner;
            scene.Late.Add(new LateStatement($"{head} OWNER TO {Sql.Name(owner)}", $"owner of database '{name}'"));
            return true;
        }

        if (tokens.Take("SET"))
        {
            return Roles.SetLater(head, tokens, $"setting of database '{name}'") || LeaveOut(part, "pg_dump writes no such statement");
        }

        return LeaveOut(part, "it says how the source was run, and a copy is not");
    }

    private async Task<bool> GrantAsync(ScriptPart part, SqlTokens tokens, bool revokes, CancellationToken cancellationToken)
    {
        var words = tokens.Rest.ToList();
        var on = words.FindIndex(token => token.Is("ON"));
        if (on < 0 && !words.Exists(token => token.Is("LARGE")))
        {
            return revokes ? LeaveOut(part, "memberships are only given") : await GrantedAsync(tokens, cancellationToken).ConfigureAwait(false);
        }

        if (on < 0 || on + 1 >= words.Count || !words[on + 1].Is("DATABASE"))
        {
            return on >= 0 && on + 1 < words.Count && (words[on + 1].Is("TABLESPACE") || words[on + 1].Is("PARAMETER"))
                && LeaveOut(part, "rights of the cluster are not restored");
        }

        return words.Count > on + 2 && words[on + 2].Name is { } name && databases.Find(name) is { } database && words.TrueForAll(word => word.IsHarmless)
            ? OnDatabase(words, on, database, revokes)
            : LeaveOut(part, "the database is none that the script makes");
    }

    private async Task<bool> GrantedAsync(SqlTokens tokens, CancellationToken cancellationToken)
    {
        await Roles.GrantAsync(tokens, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Later: who may not connect any more could not be restored for.</summary>
    private bool OnDatabase(List<SqlToken> words, int on, ScriptDatabase database, bool revokes)
    {
        var before = string.Join(' ', words.Take(on + 2).Select(token => token.Written));
        var behind = string.Join(' ', words.Skip(on + 3).Select(token => token.Written));
        scene.Late.Add(new LateStatement(
            $"{(revokes ? "REVOKE" : "GRANT")} {before} {Sql.Name(database.Restored)} {behind}", $"rights on database '{database.Name}'"));
        return true;
    }

    private bool Comment(ScriptPart part, SqlTokens tokens)
    {
        if (tokens.Take("DATABASE"))
        {
            if (tokens.Name() is { } name && databases.Find(name) is { } database && tokens.Take("IS"))
            {
                scene.Late.Add(new LateStatement(
                    $"COMMENT ON DATABASE {Sql.Name(database.Restored)} IS {(tokens.Text() is { } text ? Sql.Text(text) : "NULL")}", $"comment on database '{name}'"));
            }

            return true;
        }

        if (tokens.Take("ROLE"))
        {
            if (tokens.Name() is { } role && scene.Roles.Made(role) && tokens.Take("IS") && tokens.Text() is { } text)
            {
                scene.Late.Add(new LateStatement($"COMMENT ON ROLE {Sql.Name(role)} IS {Sql.Text(text)}", $"comment on role '{role}'"));
            }

            return true;
        }

        return (tokens.Take("TABLESPACE") && LeaveOut(part, "a copy keeps everything on the target's own disk"))
            || (tokens.Take("SUBSCRIPTION") && LeaveOut(part, "a copy must not reach other systems"));
    }

    private static bool IsOfCluster(SqlTokens tokens) =>
        tokens.Take("DATABASE") || tokens.Take("ROLE") || tokens.Take("USER") || tokens.Take("GROUP") || tokens.Take("TABLESPACE") || tokens.Take("SUBSCRIPTION");

    /// <summary>Said once for each kind of statement.</summary>
    private bool LeaveOut(ScriptPart part, string because)
    {
        var kind = string.Join(' ', SqlTokens.Of(part.Text).Rest.Take(2).Select(token => token.Written.ToUpperInvariant()));
        if (_leftOut.Add(kind + because))
        {
            scene.Deviations.Add($"not carried out: {kind} at line {part.Line} and others like it, because {because}");
        }

        return true;
    }
}
