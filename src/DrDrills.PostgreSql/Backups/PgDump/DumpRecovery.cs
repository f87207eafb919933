using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Gets a database back from a pg_dump of any of its formats, restored by a role that is no superuser.</summary>
/// <remarks>
/// Archives made with <c>--create</c> (as <see cref="DumpCapture"/> makes them) also give the database its owner, grants and
/// settings; other dumps do not hold them.
/// </remarks>
public sealed partial class DumpRecovery : IRecovery
{
    /// <summary>Said of formats that keep values as they are.</summary>
    internal const string WithoutChecksums =
        "a backup in this format carries no checksums: a value that was changed into another one shows only beside a manifest, the live source, or an earlier proof of the same files";

    private readonly DumpRecoveryOptions _options;
    private readonly List<string> _deviations = [];
    private BackupDescriptor? _backup;
    private IPostgresServer? _server;
    private DirectoryInfo? _fetched;
    private IReadOnlyList<ManifestFile>? _streamed;
    private NpgsqlDataSource? _database;
    private IReadOnlySet<(string Schema, string Name)> _positioned = new HashSet<(string Schema, string Name)>();
    private HeadStart? _headStart;
    private DumpWitness? _witness;
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
        StreamedFiles = _streamed,
        Witness = (RestoreWitness?)_witness ?? _scriptWitness,
        Databases = _scriptDatabases,
        StatedRoles = _statedRoles,
        PositionedSequences = _positioned,
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
            format => format == BackupFormat.PgDumpCustom || format == BackupFormat.PgDumpTar
                || DumpVersions.IsScript(format)
                || (!_options.Streamed && format == BackupFormat.PgDumpDirectory),
            cancellationToken).ConfigureAwait(false);
        return _backup;
    }

    /// <inheritdoc/>
    public async Task<TargetDescription?> ProvisionAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        _backup = backup;
        // The cluster itself stays C.UTF-8; the database that is restored is made with the source's own encoding and collation.
        _server = await _options.Target.StartEmptyAsync(
            new ServerRequest { RunId = _options.RunId, WorkFolder = _options.WorkFolder, TimingProfile = _options.TimingProfile },
            cancellationToken).ConfigureAwait(false);
        if (backup.Manifest is { } manifest)
        {
            var admin = _server.Connect("postgres");
            await using var _ = admin.ConfigureAwait(false);
            // Before anything is fetched: what the target's administrator cannot do, it cannot do later either.
            (await AdministratorRights.ReadAsync(admin, cancellationToken).ConfigureAwait(false)).RefuseImpossible(backup.Id.Value, manifest.Roles);
        }

        _deviations.AddRange(await DumpVersions.Of(backup).CompareAsync(_server, backup.Format, cancellationToken).ConfigureAwait(false));
        return _server.Description;
    }

    /// <inheritdoc/>
    public async Task<FetchOutcome?> FetchAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        if (_options.Streamed)
        {
            var note = await StreamSource.PrepareAsync(backup, progress, cancellationToken).ConfigureAwait(false);
            return new FetchOutcome(null, backup.Manifest?.Files.Count ?? 1, backup.Size) { Note = note };
        }

        _fetched = await FetchedBackup.BringAsync(_options.Source, backup, _options.WorkFolder, progress, cancellationToken).ConfigureAwait(false);
        _deviations.AddRange(_options.Source.Deviations);
        return new FetchOutcome(_fetched, _fetched.EnumerateFiles("*", SearchOption.AllDirectories).Count(), BackupFiles.SizeOf(_fetched.FullName));
    }

    /// <inheritdoc/>
    public async Task<RestoreOutcome?> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var backup = _backup ?? throw new InvalidOperationException("A backup is located before it is restored.");
        var server = _server ?? throw new InvalidOperationException("A server is provisioned before a backup is restored.");
        var (detail, output) = _options.Streamed
            ? await RestoreFlowAsync(server, backup, progress, cancellationToken).ConfigureAwait(false)
            : await RestoreFetchedAsync(server, backup, progress, cancellationToken).ConfigureAwait(false);
        _database = server.Connect(DatabaseName!);
        if (backup.Manifest is null && !_options.Streamed && (DumpVersions.IsScript(backup.Format) || backup.Format == BackupFormat.PgDumpTar))
        {
            _deviations.Add(WithoutChecksums);
        }

        return new RestoreOutcome(detail, PointOf(backup), _deviations, output);
    }

    /// <inheritdoc/>
    public Task<RestoreOutcome?> ReplayAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<RestoreOutcome?>(null);

    /// <inheritdoc/>
    public Task<string> ReadyAsync(CancellationToken cancellationToken) =>
        _scriptDatabases.Count > 1 || DatabaseName == "postgres"
            ? ReadyEachAsync(cancellationToken)
            : ReadyProbe.AskAsync(_server!, _database!, DatabaseName!, cancellationToken);

    /// <inheritdoc/>
    public async Task<DisposalOutcome> DisposeOfCopyAsync(CancellationToken cancellationToken)
    {
        await EndHeadStartAsync().ConfigureAwait(false);
        await CloseDatabasesAsync().ConfigureAwait(false);

        _disposal ??= await CopyDisposal.DisposeAsync(_server, _fetched is null ? [] : [_fetched], cancellationToken).ConfigureAwait(false);
        return _disposal;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndHeadStartAsync().ConfigureAwait(false);
        await CloseDatabasesAsync().ConfigureAwait(false);

        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<(string Detail, string Output)> RestoreFetchedAsync(
        IPostgresServer server, BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var fetched = _fetched ?? throw new InvalidOperationException("A backup is fetched before it is restored.");
        var payload = await BackupPayload.FindAsync(fetched.FullName, null, cancellationToken).ConfigureAwait(false) ?? throw new BackupUnreadableException(
            "DR1306",
            backup.Id.Value,
            $"Backup '{backup.Id}' is no dump: its content is none of pg_dump's formats; expected {backup.Format}.",
            "was another file uploaded under this name, or is it compressed or encrypted?");
        if (DumpVersions.IsScript(payload.Format))
        {
            var script = new FileStream(
                payload.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using var _ = script.ConfigureAwait(false);
            return await RestoreScriptAsync(server, backup, script, progress, cancellationToken).ConfigureAwait(false);
        }

        IArchiveInput archive = payload.Format == BackupFormat.PgDumpTar
            ? new ArchiveTar(payload.Path, backup.Id.Value)
            : new ArchiveFile(payload.Path);
        return await RestoreArchiveAsync(server, backup, archive, progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(string Detail, string Output)> RestoreArchiveAsync(
        IPostgresServer server, BackupDescriptor backup, IArchiveInput archive, IProgress<StageProgress> progress, CancellationToken cancellationToken)
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
            backup.Id.Value,
            needed,
            name => contents.Entries.Any(entry => !entry.IsOfDatabase && entry.Rest.EndsWith(" " + name, StringComparison.Ordinal)),
            cancellationToken).ConfigureAwait(false);
        // The restoring role has to own the database, itself or through a role, or it could not change grants on schema public.
        var owner = needed.Any(role => role.Name == contents.DatabaseOwner) ? contents.DatabaseOwner : null;
        if (owner is not null && roles.Apart([owner]) is { Count: > 0 } apart)
        {
            throw roles.Rights.MayNotAct(backup.Id.Value, apart);
        }

        var owning = owner is not null && roles.MayActAs(owner) ? owner : roles.Restorer;
        var database = await MakeDatabaseAsync(server, admin, backup, contents.Database, owning, cancellationToken).ConfigureAwait(false);
        _headStart = HeadStartOf(server, roles, backup.Manifest, contents);
        var restore = new ArchiveRestore(server, _options, backup.Id.Value, archive, database, contents, roles, _headStart, progress);
        await AroundAsync(
            server,
            roles,
            owner,
            () => restore.RunAsync(extensions, cancellationToken),
            restored => WitnessAsync(server, restored, roles, restore, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        _positioned = contents.PositionedSequences;
        _deviations.AddRange(restore.Deviations);
        var jobs = archive.AllowsJobs ? Math.Max(1, _options.Jobs) : 1;
        return (string.Create(CultureInfo.InvariantCulture, $"{contents.Entries.Count} objects of the archive, {jobs} jobs, {Statistics.Detail}"), restore.Output);
    }

    private async Task<string> MakeDatabaseAsync(
        IPostgresServer server, NpgsqlDataSource admin, BackupDescriptor backup, string? recorded, string owner,
        CancellationToken cancellationToken)
    {
        var wanted = server.NameFor(_options.Database ?? backup.Manifest?.Source.Database ?? recorded ?? "restored");
        var source = backup.Manifest?.Source ?? _options.Like;
        if (source is null)
        {
            _deviations.Add("without a manifest the source's collation is not known; the database has the target's own");
        }

        DatabaseName = await RestoredDatabase.CreateAsync(admin, wanted, owner, source, cancellationToken).ConfigureAwait(false);
        return DatabaseName;
    }

    /// <summary>Opens the way for the restoring role, and closes it again once every statement of the backup has run.</summary>
    private async Task AroundAsync(
        IPostgresServer server, RestoreRoles roles, string? owner, Func<Task> restore, Func<NpgsqlDataSource, Task> look,
        CancellationToken cancellationToken)
    {
        var restored = server.Connect(DatabaseName!);
        await using var _ = restored.ConfigureAwait(false);
        if (roles.Rights.Deviation is { } limited)
        {
            _deviations.Add(limited);
        }

        await roles.OpenSchemasAsync(restored, DatabaseName!, cancellationToken).ConfigureAwait(false);
        await restore().ConfigureAwait(false);
        // Both before roles of the backup become superusers: statistics over an expression call its functions.
        await Statistics.TakeAsync(restored, _options.Jobs, cancellationToken).ConfigureAwait(false);
        await look(restored).ConfigureAwait(false);
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
