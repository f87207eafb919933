using System.Globalization;
using System.Text;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.PgDump;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>Restores an SQL script while it flows: every statement by a role without superuser rights, no command of psql carried out, an end at the first error.</summary>
/// <remarks>
/// Of psql's commands only those are heeded that pg_dump and pg_dumpall write: <c>\restrict</c> and <c>\unrestrict</c>, which there is no psql
/// to hold to, <c>\encoding</c>, which the next line makes void, and <c>\connect</c> to a database that the script made.
/// </remarks>
internal sealed class ScriptRestore : IAsyncDisposable
{
    private readonly ScriptScene _scene;
    private readonly ScriptReader _script;
    private readonly ScriptCluster _cluster;
    private readonly ScriptExtensions _extensions;
    private readonly List<ScriptPart> _preamble = [];
    private string? _connectTo;
    private ScriptDatabase? _database;
    private ScriptSession? _session;
    private readonly List<ScriptTable> _tables = [];
    private readonly HashSet<(string Schema, string Name)> _positioned = [];

    public ScriptRestore(ScriptScene scene, Stream content)
    {
        _scene = scene;
        _script = new ScriptReader(content, scene.Backup.Id.Value);
        Databases = new ScriptDatabases(scene);
        _cluster = new ScriptCluster(scene, Databases);
        _extensions = new ScriptExtensions(scene);
    }

    /// <summary>What it was restored into.</summary>
    public ScriptDatabases Databases { get; }

    /// <summary>The roles that the script makes, as they were at the source.</summary>
    public IReadOnlyCollection<ManifestRole> Roles => _cluster.Roles.All;

    /// <summary>Every table that rows came of.</summary>
    public IReadOnlyList<ScriptTable> Tables => _tables;

    /// <summary>Every sequence that the script gave a position.</summary>
    public IReadOnlySet<(string Schema, string Name)> PositionedSequences => _positioned;

    /// <summary>Statements carried out.</summary>
    public long Statements { get; private set; }

    /// <exception cref="BackupUnreadableException">The script is cut short (<c>DR1304</c>) or holds a command of psql (<c>DR1305</c>).</exception>
    /// <exception cref="EngineUnavailableException">
    /// It needs what the target lacks or a file is not given (<c>DR3120</c>, <c>DR3123</c>, <c>DR3124</c>), or a role that the target's
    /// administrator may not make or grant (<c>DR3126</c>, <c>DR3128</c>).
    /// </exception>
    /// <exception cref="RestoreFailedException">A statement failed (<c>DR2102</c>).</exception>
    /// <exception cref="TargetNotReadyException">It took longer than its limit (<c>DR3301</c>).</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var overLimit = new CancellationTokenSource(_scene.Limit, _scene.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, overLimit.Token);
        try
        {
            while (await _script.ReadAsync(either.Token).ConfigureAwait(false) is { } part)
            {
                await TakeAsync(part, either.Token).ConfigureAwait(false);
            }

            await _extensions.RefuseLackingAsync(either.Token).ConfigureAwait(false);
            if (!_script.IsOfCluster && Statements == 0 && _script.IsComplete)
            {
                throw new BackupUnreadableException(
                    "DR1302",
                    _scene.Backup.Id.Value,
                    $"Backup '{_scene.Backup.Id}' is a complete plain SQL dump of nothing; expected at least one object.",
                    "did the backup job dump the right database, with rights to see its tables?");
            }

            if (!_script.IsComplete)
            {
                throw new BackupUnreadableException(
                    "DR1304",
                    _scene.Backup.Id.Value,
                    $"Plain SQL backup '{_scene.Backup.Id}' does not end with 'PostgreSQL database {(_script.IsOfCluster ? "cluster " : "")}dump complete': it is cut short.",
                    "compare its size with the one at the source; was the dump's exit status lost in a pipe?");
            }
        }
        catch (OperationCanceledException cause) when (overLimit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TargetNotReadyException(
                "DR3301",
                _scene.Backup.Id.Value,
                $"Plain SQL backup '{_scene.Backup.Id}' was still being restored after its limit of {_scene.Limit.TotalSeconds:0.#} s and was ended.",
                "Is it waiting for a lock, or is the limit too short for this amount of data?",
                cause: cause);
        }

        await CloseAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    private async Task TakeAsync(ScriptPart part, CancellationToken cancellationToken)
    {
        try
        {
            if (part.IsCommand)
            {
                await CommandAsync(part).ConfigureAwait(false);
            }
            else if (ScriptTablespace.Names(part))
            {
                LeaveTablespaces();
            }
            else if (_session is null && IsPreamble(part))
            {
                _preamble.Add(part);
            }
            else if (!await _cluster.TakeAsync(part, cancellationToken).ConfigureAwait(false))
            {
                await RunAsync(part, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege && Apart(part) is { Count: > 0 } roles)
        {
            throw _scene.Roles.Rights.MayNotAct(_scene.Backup.Id.Value, roles);
        }
        catch (PostgresException error) when (!_scene.Spared.LeavesOut(_script.Schema, error))
        {
            throw _scene.Spared.Missed(error) is { } extension
                ? ScriptFailure.Lacks(_scene.Backup.Id.Value, part, error, extension)
                : ScriptFailure.Of(_scene.Backup.Id.Value, part, error);
        }
        catch (PostgresException)
        {
            // Left out: it is about what an extension would have made that the target lacks.
        }
        catch (NpgsqlException gone)
        {
            throw new RestoreFailedException(
                "DR2105",
                _scene.Backup.Id.Value,
                string.Create(CultureInfo.InvariantCulture, $"The target went away while it restored line {part.Line} of plain SQL backup '{_scene.Backup.Id}'."),
                "did the server crash, or run out of memory or disk? Its log is in the record.",
                cause: gone);
        }
    }

    /// <summary>Roles of the target that a statement names and that the administrator may not grant.</summary>
    private IReadOnlyList<string> Apart(ScriptPart part) =>
        _scene.Roles.Apart(NeededRoles.FromScript(ScriptOwners.Lines(part)).Select(role => role.Name));

    private void LeaveTablespaces()
    {
        const string Left = "tablespaces are not restored: a copy keeps everything on the target's own disk";
        if (!_scene.Deviations.Contains(Left))
        {
            _scene.Deviations.Add(Left);
        }
    }

    /// <summary>Settings that open every section; they are the session's that the section needs, if it needs one.</summary>
    private static bool IsPreamble(ScriptPart part) => part.FirstWord switch
    {
        "SET" => ScriptOwners.Impersonation(part) is null,
        "SELECT" => part.Text.StartsWith("SELECT pg_catalog.set_config(", StringComparison.Ordinal),
        _ => false,
    };

    private async Task CommandAsync(ScriptPart part)
    {
        var words = SqlTokens.Of(part.Text);
        if (!words.Take('\\') || words.Name() is not { } command)
        {
            throw ScriptFailure.Command(_scene.Backup.Id.Value, part);
        }

        switch (command)
        {
            case "restrict" or "unrestrict" or "encoding" when words.Rest.All(word => word.Kind != SqlTokenKind.Symbol):
                break;
            case "connect" when ScriptConnect.DatabaseOf(words) is { } database && Databases.MayConnect(database):
                await CloseAsync().ConfigureAwait(false);
                _preamble.Clear();
                (_connectTo, _database) = (database, null);
                break;
            default:
                throw ScriptFailure.Command(_scene.Backup.Id.Value, part);
        }
    }

    private async Task RunAsync(ScriptPart part, CancellationToken cancellationToken)
    {
        if (part.Bytes.Length <= 1)
        {
            return;
        }

        var session = await SessionAsync(cancellationToken).ConfigureAwait(false);
        foreach (var role in NeededRoles.FromScript(ScriptOwners.Lines(part)).Where(role => !_scene.Roles.Knows(role.Name)))
        {
            await _scene.Roles.AddAsync(_scene.Admin, role, cancellationToken).ConfigureAwait(false);
        }

        if (await _extensions.TakeAsync(part, _database!, cancellationToken).ConfigureAwait(false) || ScriptOwners.IsEventTrigger(part))
        {
            _scene.Late.AddRange(ScriptOwners.IsEventTrigger(part) ? [new LateStatement(part.Text, part.Title, _database!.Restored)] : []);
            return;
        }

        Statements++;
        if (part.FirstWord == "COPY" && SqlTokens.Of(part.Text).Rest.Any(token => token.Is("STDIN")))
        {
            await CopyAsync(session, part, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (ScriptOwners.Impersonation(part) is { } change)
        {
            await session.RunAsync(part with { Bytes = Encoding.UTF8.GetBytes(change) }, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (part.FirstWord == "REFRESH")
        {
            await _scene.Deferred.RefreshAsync(session, part, _database!.Restored, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (part.FirstWord is "GRANT" or "REVOKE")
        {
            await _scene.Deferred.GrantAsync(session, part, Apart(part).Count == 0, _database!.Restored, cancellationToken).ConfigureAwait(false);
            return;
        }

        await session.RunAsync(part, cancellationToken).ConfigureAwait(false);
        session.Tell(_script.Lexer);
        if (part.FirstWord == "SELECT" && PositionedBy(part) is { } sequence)
        {
            _positioned.Add(sequence);
        }
    }

    /// <summary>The sequence whose position a statement sets, or null.</summary>
    private static (string Schema, string Name)? PositionedBy(ScriptPart part)
    {
        var words = SqlTokens.Of(part.Text);
        if (!words.Take("SELECT") || words.Name() != "pg_catalog" || !words.Take('.') || words.Name() != "setval" || !words.Take('(') || words.Text() is not { } text)
        {
            return null;
        }

        var names = SqlTokens.Of(text);
        return names.Name() is { } schema && names.Take('.') && names.Name() is { } name ? (schema, name) : null;
    }

    private async Task CopyAsync(ScriptSession session, ScriptPart part, CancellationToken cancellationToken)
    {
        var words = SqlTokens.Of(part.Text);
        words.Take("COPY");
        var table = words.Name() is { } schema && words.Take('.') && words.Name() is { } name ? (Schema: schema, Name: name) : default((string Schema, string Name)?);
        var lent = table is { } of && await _extensions.LendAsync(of.Schema, of.Name, _database!, cancellationToken).ConfigureAwait(false);
        StreamWriter? begun;
        try
        {
            begun = await session.BeginCopyAsync(part, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException error) when (_scene.Spared.LeavesOut(_script.Schema, error))
        {
            begun = null;
        }

        var rows = begun is null
            ? await _script.PassRowsAsync(Stream.Null, cancellationToken).ConfigureAwait(false)
            : await ScriptSession.CopyRowsAsync(begun, _script, cancellationToken).ConfigureAwait(false);
        if (lent)
        {
            await _extensions.TakeBackAsync(table!.Value.Schema, table.Value.Name, _database!, cancellationToken).ConfigureAwait(false);
        }

        if (table is { } copied)
        {
            (begun is null ? _scene.Spared.Lost : _tables).Add(new ScriptTable(_database!.Name, copied.Schema, copied.Name, rows));
        }

        _scene.Progress.Report(new StageProgress(_tables.Count, null, "tables"));
    }

    /// <summary>Opened where the first statement needs it, with the settings that stand before it.</summary>
    private async Task<ScriptSession> SessionAsync(CancellationToken cancellationToken)
    {
        if (_session is not null)
        {
            return _session;
        }

        _database ??= await Databases.MakeAsync(_connectTo ?? _scene.Database, ScriptPreamble.LocaleOf(_preamble), cancellationToken).ConfigureAwait(false);
        _session = await ScriptSession.OpenAsync(_scene, _database.Restored, cancellationToken).ConfigureAwait(false);
        foreach (var setting in _preamble)
        {
            await _session.RunAsync(setting, cancellationToken).ConfigureAwait(false);
            Statements++;
        }

        _preamble.Clear();
        _session.Tell(_script.Lexer);
        return _session;
    }

    private async Task CloseAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync().ConfigureAwait(false);
            _session = null;
        }
    }
}
