using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Gets a database back from a pg_dump of any of its formats, restored by a role that is no superuser.</summary>
/// <remarks>
/// Custom and directory archives made with <c>--create</c> (as <see cref="DumpCapture"/> makes them) also give the database its owner, grants and
/// settings; other dumps do not hold them.
/// </remarks>
public sealed class DumpRecovery : IRecovery
{
    private readonly DumpRecoveryOptions _options;
    private readonly List<string> _deviations = [];
    private BackupDescriptor? _backup;
    private IPostgresServer? _server;
    private DirectoryInfo? _fetched;
    private NpgsqlDataSource? _database;
    private DisposalOutcome? _disposal;

    /// <summary>Does nothing yet.</summary>
    public DumpRecovery(DumpRecoveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <inheritdoc/>
    public RestoredCopy Copy => new(_database, _fetched)
    {
        DatabaseAs = role => _server!.ConnectAs(DatabaseName!, role) ?? _server.Connect(DatabaseName!),
    };

    /// <summary>The server that the copy runs in, once it is provisioned.</summary>
    public IPostgresServer? Server => _server;

    /// <summary>Name of the restored database, once it is restored.</summary>
    public string? DatabaseName { get; private set; }

    /// <inheritdoc/>
    public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken)
    {
        _backup = await _options.Selection.ChooseAsync(
            _options.Source,
            incident,
            format => format == BackupFormat.PgDumpCustom || format == BackupFormat.PgDumpDirectory || format == BackupFormat.PgDumpPlain,
            cancellationToken).ConfigureAwait(false);
        return _backup;
    }

    /// <inheritdoc/>
    public async Task<TargetDescription> ProvisionAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        _backup = backup;
        // The cluster itself stays C.UTF-8; the database that is restored is made with the source's own encoding and collation.
        _server = await _options.Target.StartEmptyAsync(
            new ServerRequest { RunId = _options.RunId, WorkFolder = _options.WorkFolder, TimingProfile = _options.TimingProfile },
            cancellationToken).ConfigureAwait(false);
        return _server.Description;
    }

    /// <inheritdoc/>
    public async Task<FetchOutcome> FetchAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        _fetched = await FetchedBackup.BringAsync(_options.Source, backup, _options.WorkFolder, progress, cancellationToken).ConfigureAwait(false);
        return new FetchOutcome(_fetched, _fetched.EnumerateFiles("*", SearchOption.AllDirectories).Count(), BackupFiles.SizeOf(_fetched.FullName));
    }

    /// <inheritdoc/>
    public async Task<RestoreOutcome> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var backup = _backup ?? throw new InvalidOperationException("A backup is located before it is restored.");
        var server = _server ?? throw new InvalidOperationException("A server is provisioned before a backup is restored.");
        var fetched = _fetched ?? throw new InvalidOperationException("A backup is fetched before it is restored.");
        var payload = BackupPayload.Find(fetched.FullName) ?? throw new BackupUnreadableException(
            "DR1306",
            backup.Id.Value,
            $"Backup '{backup.Id}' is no dump: its content is none of pg_dump's formats; expected {backup.Format}.",
            "was another file uploaded under this name, or is it compressed or encrypted?");
        var (detail, output) = payload.Format == BackupFormat.PgDumpPlain
            ? await RestorePlainAsync(server, backup, payload.Path, cancellationToken).ConfigureAwait(false)
            : await RestoreArchiveAsync(server, backup, payload.Path, progress, cancellationToken).ConfigureAwait(false);
        _database = server.Connect(DatabaseName!);
        // Statistics are not in a dump; without them the copy answers, but not as production does.
        await Sql.RunAsync(_database, "ANALYZE", cancellationToken).ConfigureAwait(false);
        return new RestoreOutcome(detail, PointOf(backup), _deviations, output);
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

    private async Task<(string Detail, string Output)> RestoreArchiveAsync(
        IPostgresServer server, BackupDescriptor backup, string archive, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var contents = await ArchiveContents.ReadAsync(server.Tools, archive, backup.Id.Value, cancellationToken).ConfigureAwait(false);
        var needed = await NeededRoles.FindAsync(server.Tools, archive, backup.Manifest, cancellationToken).ConfigureAwait(false);
        var admin = server.Connect("postgres");
        await using var _ = admin.ConfigureAwait(false);
        var extensions = await NeededExtensions.CheckAsync(admin, backup.Id.Value, contents.Extensions, backup.Manifest, cancellationToken)
            .ConfigureAwait(false);
        _deviations.AddRange(extensions.Notes);
        var roles = await RestoreRoles.CreateAsync(
            server,
            admin,
            needed,
            name => contents.Entries.Any(entry => !entry.IsOfDatabase && entry.Rest.EndsWith(" " + name, StringComparison.Ordinal)),
            cancellationToken).ConfigureAwait(false);
        // The restoring role has to own the database, itself or through a role, or it could not change grants on schema public.
        var owner = needed.Any(role => role.Name == contents.DatabaseOwner) ? contents.DatabaseOwner : null;
        var owning = owner is not null && roles.MayActAs(owner) ? owner : roles.Restorer;
        var restore = new ArchiveRestore(
            server,
            _options,
            backup.Id.Value,
            archive,
            await MakeDatabaseAsync(server, admin, backup, contents.Database, owning, cancellationToken).ConfigureAwait(false),
            contents,
            roles,
            progress);
        await AroundAsync(server, roles, owner, () => restore.RunAsync(extensions, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        _deviations.AddRange(restore.Deviations);
        var jobs = _options.Jobs.ToString(CultureInfo.InvariantCulture);
        return ($"{contents.Entries.Count} objects of the archive, {jobs} jobs", restore.Output);
    }

    private async Task<(string Detail, string Output)> RestorePlainAsync(
        IPostgresServer server, BackupDescriptor backup, string path, CancellationToken cancellationToken)
    {
        var statements = await PlainRestore.StatementsAsync(path, cancellationToken).ConfigureAwait(false);
        var needed = backup.Manifest?.Roles ?? NeededRoles.FromScript(statements);
        var admin = server.Connect("postgres");
        await using var _ = admin.ConfigureAwait(false);
        var extensions = await NeededExtensions.CheckAsync(
            admin, backup.Id.Value, PlainRestore.Extensions(statements), backup.Manifest, cancellationToken).ConfigureAwait(false);
        _deviations.AddRange(extensions.Notes);
        _deviations.Add("owner, grants and settings of the database itself are not in a plain dump and were not restored");
        var roles = await RestoreRoles.CreateAsync(
            server, admin, needed, name => statements.Any(line => line.EndsWith($"; Owner: {name}", StringComparison.Ordinal)), cancellationToken)
            .ConfigureAwait(false);
        var database = await MakeDatabaseAsync(server, admin, backup, null, roles.Restorer, cancellationToken).ConfigureAwait(false);
        var restore = new PlainRestore(server, _options, backup.Id.Value, path, database);
        await AroundAsync(server, roles, null, () => restore.RunAsync(roles, cancellationToken), cancellationToken).ConfigureAwait(false);
        return (string.Create(CultureInfo.InvariantCulture, $"{statements.Count} definitions and all rows, 1 job"), "");
    }

    private async Task<string> MakeDatabaseAsync(
        IPostgresServer server, NpgsqlDataSource admin, BackupDescriptor backup, string? recorded, string owner,
        CancellationToken cancellationToken)
    {
        var wanted = server.DatabaseNameFor(_options.Database ?? backup.Manifest?.Source.Database ?? recorded ?? "restored");
        if (backup.Manifest is null)
        {
            _deviations.Add("without a manifest the source's collation is not known; the database has the target's own");
        }

        DatabaseName = await RestoredDatabase.CreateAsync(admin, wanted, owner, backup.Manifest?.Source, cancellationToken).ConfigureAwait(false);
        return DatabaseName;
    }

    /// <summary>Opens the way for the restoring role, and closes it again once every statement of the backup has run.</summary>
    private async Task AroundAsync(
        IPostgresServer server, RestoreRoles roles, string? owner, Func<Task> restore, CancellationToken cancellationToken)
    {
        var restored = server.Connect(DatabaseName!);
        await using var _ = restored.ConfigureAwait(false);
        await roles.OpenSchemasAsync(restored, DatabaseName!, cancellationToken).ConfigureAwait(false);
        await restore().ConfigureAwait(false);
        await roles.CloseAsync(restored, owner, cancellationToken).ConfigureAwait(false);
    }

    private static RecoveryPoint? PointOf(BackupDescriptor backup) => backup.Manifest is not { } manifest
        ? null
        : new RecoveryPoint(
            manifest.TakenAt,
            null,
            null,
            NothingLost: false,
            $"snapshot of the dump at {manifest.TakenAt:yyyy-MM-dd'T'HH:mm:ss.fff}Z (log position {manifest.Source.SnapshotLsn}); "
            + "whatever was committed after it is lost");
}
