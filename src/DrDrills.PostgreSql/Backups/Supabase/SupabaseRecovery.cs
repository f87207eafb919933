using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Servers;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>
/// Gets a Supabase project back from the scripts of its CLI: the server is made into a new project, then the roles are made, and the schema and
/// data scripts run, by a role without superuser rights.
/// </summary>
/// <remarks>
/// The data script turns triggers and foreign keys off (<c>session_replication_role</c>). That right alone is given to the restoring role, which
/// PostgreSQL can do from version 15 on; constraints are then asked of the rows by their own verification.
/// </remarks>
public sealed class SupabaseRecovery : IRecovery
{
    private const int FirstWithGrantedSettings = 150000;

    private readonly RecoveryRequest _request;
    private readonly List<string> _deviations = [];
    private BackupDescriptor? _backup;
    private IPostgresServer? _server;
    private DirectoryInfo? _fetched;
    private SupabaseWitness? _witness;
    private NpgsqlDataSource? _database;
    private DisposalOutcome? _disposal;

    /// <summary>Does nothing yet.</summary>
    public SupabaseRecovery(RecoveryRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        _request = request;
    }

    /// <inheritdoc/>
    public RestoredCopy Copy => new(_database, _fetched)
    {
        DatabaseAs = role => _server!.ConnectAs(DatabaseName!, role) ?? _server.Connect(DatabaseName!),
        Witness = _witness,
    };

    /// <summary>Name of the restored database, once it is restored.</summary>
    public string? DatabaseName { get; private set; }

    /// <inheritdoc/>
    public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken)
    {
        _backup = await BackupSelection.Of(_request.Backup)
            .ChooseAsync(_request.Source, incident, format => format == SupabaseFormat.Scripts, cancellationToken).ConfigureAwait(false);
        return _backup;
    }

    /// <inheritdoc/>
    /// <exception cref="EngineUnavailableException">The target is older than PostgreSQL 15 (<c>DR3171</c>), or its administrator may not make the roles.</exception>
    public async Task<TargetDescription?> ProvisionAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        _server = await _request.Target.StartEmptyAsync(
            new ServerRequest { RunId = _request.RunId, WorkFolder = _request.WorkFolder, TimingProfile = _request.TimingProfile },
            cancellationToken).ConfigureAwait(false);
        var admin = _server.Connect("postgres");
        await using var _ = admin.ConfigureAwait(false);
        if (await VersionAsync(admin, cancellationToken).ConfigureAwait(false) < FirstWithGrantedSettings)
        {
            throw new EngineUnavailableException(
                "DR3171",
                backup.Id.Value,
                $"The target is PostgreSQL {_server.Description.EngineVersion}; scripts of 'supabase db dump' turn triggers off, which takes a superuser before "
                + "version 15, and a file is not given a superuser's rights.",
                "use the PostgreSQL version that the project runs (15 or newer); nothing is said about the backup.");
        }

        var rights = await AdministratorRights.ReadAsync(admin, cancellationToken).ConfigureAwait(false);
        rights.RefuseImpossible(backup.Id.Value, SupabasePlatform.Roles);
        return _server.Description;
    }

    /// <inheritdoc/>
    public async Task<FetchOutcome?> FetchAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        _fetched = await FetchedBackup.BringAsync(_request.Source, backup, _request.WorkFolder, progress, cancellationToken).ConfigureAwait(false);
        _deviations.AddRange(_request.Source.Deviations);
        return new FetchOutcome(_fetched, _fetched.EnumerateFiles().Count(), BackupFiles.SizeOf(_fetched.FullName));
    }

    /// <inheritdoc/>
    public async Task<RestoreOutcome?> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var backup = _backup ?? throw new InvalidOperationException("A backup is located before it is restored.");
        var server = _server ?? throw new InvalidOperationException("A server is provisioned before a backup is restored.");
        var fetched = _fetched ?? throw new InvalidOperationException("A backup is fetched before it is restored.");
        var contents = await SupabaseContents.ReadAsync(
            fetched.FullName, (_request.Source as IKeyedSource)?.Key, backup.Id.Value, cancellationToken).ConfigureAwait(false);
        _witness = new SupabaseWitness(contents);
        var admin = server.Connect("postgres");
        await using var _ = admin.ConfigureAwait(false);
        RefuseOlderTarget(backup, contents, await VersionAsync(admin, cancellationToken).ConfigureAwait(false));
        var target = new SupabaseTarget(contents, backup.Id.Value);
        await target.CheckExtensionsAsync(admin, backup.Manifest, cancellationToken).ConfigureAwait(false);
        var roles = await RestoreRoles.CreateAsync(server, admin, backup.Id.Value, target.Roles, _ => true, cancellationToken).ConfigureAwait(false);
        await MakeDatabaseAsync(server, admin, backup, cancellationToken).ConfigureAwait(false);
        var restore = new SupabaseRestore(server, _request.WorkFolder, backup.Id.Value, DatabaseName!, contents, roles);
        try
        {
            await restore.RunAsync(target, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (!roles.Rights.IsSuperuser && refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw roles.Rights.MayNot(backup.Id.Value, refused);
        }

        _deviations.AddRange([.. target.Deviations, .. restore.Deviations]);
        Note(contents);
        _database = server.Connect(DatabaseName!);
        // Statistics are not in a dump; without them the copy answers, but not as production does.
        await Sql.RunAsync(_database, "ANALYZE", cancellationToken).ConfigureAwait(false);
        return new RestoreOutcome(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{contents.Scripts.Count} scripts, {contents.Roles.Roles.Count} roles of the project, {contents.Tables.Count} tables with rows"),
            PointOf(backup),
            _deviations,
            "");
    }

    /// <inheritdoc/>
    public Task<RestoreOutcome?> ReplayAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<RestoreOutcome?>(null);

    /// <inheritdoc/>
    public Task<string> ReadyAsync(CancellationToken cancellationToken) =>
        ReadyProbe.AskAsync(_server!, _database!, DatabaseName!, cancellationToken);

    /// <inheritdoc/>
    public async Task<DisposalOutcome> DisposeOfCopyAsync(CancellationToken cancellationToken)
    {
        if (_database is not null)
        {
            await _database.DisposeAsync().ConfigureAwait(false);
            _database = null;
        }

        _disposal ??= await CopyDisposal.DisposeAsync(_server, _fetched is null ? [] : [_fetched], cancellationToken).ConfigureAwait(false);
        return _disposal;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync().ConfigureAwait(false);
        }

        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<int> VersionAsync(NpgsqlDataSource admin, CancellationToken cancellationToken) =>
        (await Sql.ListAsync(
            admin, "SELECT current_setting('server_version_num')::int", row => row.GetInt32(0), cancellationToken).ConfigureAwait(false))[0];

    private static void RefuseOlderTarget(BackupDescriptor backup, SupabaseContents contents, int version)
    {
        if (contents.ServerMajor > version / 10000)
        {
            throw new EngineUnavailableException(
                "DR3173",
                backup.Id.Value,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Backup '{backup.Id}' was taken of PostgreSQL {contents.ServerMajor}, and the target is version {version / 10000}, which does not know all that it says."),
                "use the PostgreSQL version that the project runs, or a newer one; nothing is said about the backup.");
        }
    }

    private async Task MakeDatabaseAsync(IPostgresServer server, NpgsqlDataSource admin, BackupDescriptor backup, CancellationToken cancellationToken)
    {
        if (backup.Manifest is null)
        {
            _deviations.Add("without a manifest the source's collation is not known; the database has the target's own");
            _deviations.Add(DumpRecovery.WithoutChecksums);
        }

        DatabaseName = await RestoredDatabase.CreateAsync(
            admin, server.NameFor("postgres"), SupabasePlatform.Owner, backup.Manifest?.Source, cancellationToken).ConfigureAwait(false);
    }

    private void Note(SupabaseContents contents)
    {
        if (contents.Scripts.All(script => script.Kind != SupabaseScriptKind.Roles))
        {
            _deviations.Add("the backup has no roles script; its other scripts name no role of the project's own");
        }
        else
        {
            _deviations.Add("roles were read from their script and made without passwords; the script itself was not run");
        }

        _deviations.Add("the schema script bears no mark of its end, since the CLI takes comments out; that it is whole is shown by a manifest alone");
        if (contents.Tables.FirstOrDefault(table => (table.Schema, table.Name) == ("storage", "objects")) is { Rows: not 0 })
        {
            _deviations.Add("the files that storage.objects names are in no backup of the database; whether they exist was not tested");
        }
    }

    private static RecoveryPoint? PointOf(BackupDescriptor backup) => backup.Manifest is not { } manifest
        ? null
        : new RecoveryPoint(
            manifest.TakenAt,
            null,
            null,
            NothingLost: false,
            $"manifest of the project at {manifest.TakenAt:yyyy-MM-dd'T'HH:mm:ss.fff}Z (log position {manifest.Source.SnapshotLsn}); "
            + "whatever was committed after it is lost");
}
