using System.Globalization;
using DrDrills.Backups;
using DrDrills.Credentials;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;
using DrDrills.PostgreSql.Wal;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>Gets a whole server back from a base backup and its archived log, at a moment of choice.</summary>
/// <remarks>
/// An empty server is provisioned first: it shows that the target works and lends its programs to read backup and log. The restored server starts
/// in its place once the data directory lies ready, replays, and is promoted where it was asked to stop.
/// </remarks>
public sealed partial class PointInTimeRecovery : IRecovery
{
    /// <summary>What it gets back.</summary>
    internal static readonly BackupFormat[] PhysicalFormats =
        [BackupFormat.PgBaseBackup, BackupFormat.PgBaseBackupTar, BackupFormat.PgBackRest, BackupFormat.Barman];

    private readonly PointInTimeRecoveryOptions _options;
    private readonly List<string> _deviations = [];
    private readonly List<string> _proof = [];
    private BackupDescriptor? _backup;
    private BackupPayload? _here;
    private DateTimeOffset? _takenAt;
    private IPostgresServer? _provisioned;
    private IPostgresServer? _server;
    private PhysicalRoom? _room;
    private IReadOnlyList<BackupDescriptor> _bases = [];
    private readonly List<ServerFiles> _baseFiles = [];
    private ServerFiles? _files;
    private DirectoryInfo? _data;
    private FetchedLog? _log;
    private IReadOnlySet<string>? _uncompared;
    private string? _databaseName;
    private LocatedDamage? _damage;
    private IReadOnlyList<WalTransaction> _ends = [];
    private NpgsqlDataSource? _database;
    private DisposalOutcome? _disposal;
    private RecoveryTarget _target;

    /// <summary>Does nothing yet.</summary>
    public PointInTimeRecovery(PointInTimeRecoveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _target = options.RecoveryTarget;
    }

    /// <inheritdoc/>
    public RestoredCopy Copy => new(_database, _files?.Backup)
    {
        DatabaseAs = role => _server!.ConnectAs(_databaseName!, role) ?? _server.Connect(_databaseName!),
        Target = _server?.Description,
    };

    /// <summary>The restored server, once it has replayed.</summary>
    public IPostgresServer? Server => _server;

    /// <summary>Where the damage was found in the log, once the log is fetched; null where the target was named otherwise.</summary>
    public LocatedDamage? Damage => _damage;

    private LogDemand Demand => new(_target, _options.ReachAtLeast);

    private SecretText? Key => (_options.Source as IKeyedSource)?.Key;

    /// <inheritdoc/>
    public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken)
    {
        var chosen = await _options.Selection.ChooseAsync(
            _options.Source, incident, PhysicalFormats.Contains, cancellationToken).ConfigureAwait(false);
        _takenAt = chosen.TakenAt;
        _here = await BackupPayload.FindPhysicalAsync(chosen.Location, Key, cancellationToken).ConfigureAwait(false);
        _bases = await IncrementalBackups.BasesOfAsync(chosen, BaseBackupLabel.Of(_here), Key, cancellationToken).ConfigureAwait(false);
        if (_options.Expected is null)
        {
            _deviations.Add("what the database held at the recovery target is not known");
        }

        // The content is that of the recovery target, the files and their age are those of the base backup.
        _backup = chosen with
        {
            Manifest = _options.Expected is not { } expected ? null : chosen.Manifest is not { } own ? expected : expected with
            {
                BackupId = own.BackupId,
                TakenAt = own.TakenAt,
                Backup = own.Backup,
                Files = own.Files,
            },
        };
        return _backup;
    }

    /// <inheritdoc/>
    public async Task<TargetDescription?> ProvisionAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        // An archive says its version only once it is unpacked.
        _provisioned = await ProvisionAsync(
            backup, _here?.Format == BackupFormat.PgBaseBackup ? VersionOf(new DirectoryInfo(_here.Path)) : null, cancellationToken).ConfigureAwait(false);
        return _provisioned.Description;
    }

    /// <inheritdoc/>
    public async Task<FetchOutcome?> FetchAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        _room = new PhysicalRoom(
            _options.WorkFolder, (_provisioned ?? throw new InvalidOperationException("A server is provisioned before a backup is fetched.")).Tools);
        var kept = _options.Source as ILoggedBackupSource;
        var facts = kept?.FactsOf(backup);
        if (facts is not null)
        {
            // A hole shows from names alone: no restore is spent on a backup that cannot be replayed.
            await Demand.PathAsync(kept!.LogOf(backup, _options.WorkFolder), facts.Label, cancellationToken).ConfigureAwait(false);
        }

        Task<IPostgresTools> ToolsFor(DirectoryInfo data) => ToolsForAsync(backup, data, cancellationToken);
        _files = await ServerFiles.BringAsync(_options.Source, backup, _room, ToolsFor, progress, cancellationToken).ConfigureAwait(false);
        _data = _files.Data;
        await BringBasesAsync(backup, ToolsFor, progress, cancellationToken).ConfigureAwait(false);
        _deviations.AddRange([.. _baseFiles.Append(_files).SelectMany(files => files.Deviations).Distinct(), .. facts?.Deviations ?? []]);
        _uncompared = facts is { ComparesFiles: true } ? null : IncrementalBackups.NamesOf(_files.Uncompared);
        var control = await ControlData.ReadAsync(await ToolsFor(_data).ConfigureAwait(false), _data, cancellationToken).ConfigureAwait(false);
        var isStopped = facts is null && control.IsShutDown && !BaseBackupLabel.IsIn(_data);
        var label = facts?.Label ?? (isStopped ? BaseBackupLabel.OfStopped(control)
            : await BaseBackupLabel.ReadAsync(_data.FullName, backup.Id.Value, cancellationToken).ConfigureAwait(false));
        _takenAt ??= control.CheckpointAt;
        var archive = kept is not null ? kept.LogOf(backup, _files.Backup)
            : LogOf(WalSegment.Of(label.Start, label.Timeline, control.WalSegmentBytes), backup, isStopped);
        _log = await FetchedLog.BringAsync(
            archive, label, Demand, _room.Reserve("log"), progress, cancellationToken).ConfigureAwait(false);
        await ReadLogAsync(label, backup, cancellationToken).ConfigureAwait(false);
        return new FetchOutcome(
            _files.Backup,
            _files.Count + _baseFiles.Sum(files => files.Count) + _log.Segments,
            new ByteCount(_files.Size.Bytes + _baseFiles.Sum(files => files.Size.Bytes) + _log.Size.Bytes));
    }

    /// <inheritdoc/>
    public async Task<RestoreOutcome?> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var (files, room) = (_files ?? throw new InvalidOperationException("A backup is fetched before it is restored."), _room!);
        _data = room.Reserve("data");
        if (_baseFiles.Count == 0)
        {
            Directory.Move(files.Data.FullName, _data.FullName);
        }
        else
        {
            await IncrementalBackups.CombineAsync(
                room.Tools, _backup!.Id.Value, [.. _baseFiles.Append(files).Select(part => part.Data)], _data, cancellationToken).ConfigureAwait(false);
        }

        var size = _baseFiles.Count == 0 ? files.Size : BackupFiles.SizeOf(_data.FullName);
        var of = _baseFiles.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" of {_baseFiles.Count + 1} backups");
        var tablespaces = Tablespaces.Relocate(_data, room);
        await StopProvisionedAsync(cancellationToken).ConfigureAwait(false);
        var beside = tablespaces.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {tablespaces.Count} tablespace{(tablespaces.Count == 1 ? "" : "s")}");
        return new RestoreOutcome($"data directory of {size}{beside}{of} in place", null, [], "");
    }

    /// <inheritdoc/>
    public async Task<RestoreOutcome?> ReplayAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var log = _log ?? throw new InvalidOperationException("The log is fetched before it is replayed.");
        var settings = log.Settings.Concat(TargetSettings()).ToDictionary(pair => pair.Key, pair => pair.Value);
        _server = await _options.Target.StartFromDataDirectoryAsync(
            new PhysicalServerRequest
            {
                RunId = _options.RunId,
                WorkFolder = _options.WorkFolder,
                DataDirectory = _data!,
                TimingProfile = _options.TimingProfile,
                Settings = settings,
                ReplayLimit = _options.ReplayLimit,
                Administrator = _options.Administrator,
            },
            cancellationToken).ConfigureAwait(false);
        if (_uncompared is { } had)
        {
            await OfWholeServerAsync(() => LackingFiles.RefuseAsync(
                _server, _backup!.Id.Value, had, () => new WalDump(_server.Tools).CreatedFilesAsync(log.Range, cancellationToken), cancellationToken))
                .ConfigureAwait(false);
        }

        var said = await _server.ReadLogAsync(cancellationToken).ConfigureAwait(false);
        var receipt = ReplayReceipt.Parse(said);
        var point = new ReplayedTo(_target, log.Range, _damage, _ends).Measure(receipt, _takenAt ?? throw new InvalidOperationException("The age of a backup is known once it is fetched."));
        _databaseName = await ChooseDatabaseAsync(_server, cancellationToken).ConfigureAwait(false);
        _database = _server.Connect(_databaseName);
        if (_uncompared is not null)
        {
            await OfWholeServerAsync(async () => _deviations.AddRange(
                await OtherDatabases.ReadAsync(_server, _databaseName, _backup!.Id.Value, cancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
        }

        var counts = string.Create(
            CultureInfo.InvariantCulture, $"{log.Segments} log segments given, {(point.Lsn is { } reached ? $"replayed to {reached}: {receipt.Stop ?? "the end of the log"}" : "nothing to replay in them")}");
        return new RestoreOutcome(counts, point, _deviations, ToolText.Redact(said));
    }

    /// <inheritdoc/>
    public Task<string> ReadyAsync(CancellationToken cancellationToken) =>
        ReadyProbe.AskAsync(_server!, _database!, _databaseName!, cancellationToken);

    /// <inheritdoc/>
    public async Task<DisposalOutcome> DisposeOfCopyAsync(CancellationToken cancellationToken)
    {
        if (_disposal is null)
        {
            if (_database is not null)
            {
                await _database.DisposeAsync().ConfigureAwait(false);
                _database = null;
            }

            var stopped = await StopProvisionedAsync(cancellationToken).ConfigureAwait(false);
            var outcome = await CopyDisposal.DisposeAsync(_server, _room?.Folders ?? [], cancellationToken).ConfigureAwait(false);
            _disposal = new DisposalOutcome(stopped && outcome.Disposed, [.. _proof, .. outcome.Proof]);
        }

        return _disposal;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var server in new[] { _server, _provisioned }.OfType<IPostgresServer>())
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <exception cref="EngineUnavailableException">No server of that version is to be had (<c>DR3132</c>): nothing is said about the backup.</exception>
    private async Task<IPostgresServer> ProvisionAsync(BackupDescriptor backup, int? version, CancellationToken cancellationToken)
    {
        var wanted = new ServerRequest
        {
            RunId = _options.RunId,
            WorkFolder = _options.WorkFolder,
            TimingProfile = _options.TimingProfile,
            MajorVersion = version,
        };
        try
        {
            return await _options.Target.StartEmptyAsync(wanted, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineUnavailableException lacking) when (version is not null && lacking.Code is "DR3101" or "DR3117")
        {
            throw new EngineUnavailableException(
                "DR3132",
                backup.Id.Value,
                $"Backup '{backup.Id}' holds files of PostgreSQL {version}, which no other version reads. {lacking.Statement}",
                $"{lacking.Hint} Nothing is said about the backup.",
                cause: lacking);
        }
    }

    /// <summary>Programs of the version that wrote a data directory; where those at hand are of another, a server of that version takes the other's place.</summary>
    private async Task<IPostgresTools> ToolsForAsync(BackupDescriptor backup, DirectoryInfo data, CancellationToken cancellationToken)
    {
        if (VersionOf(data) is { } version && version != NumberIn(_provisioned!.Description.EngineVersion))
        {
            if (!await StopProvisionedAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new DisposalFailedException(
                    "DR6101",
                    _provisioned.Description.Id,
                    $"The empty server '{_provisioned.Description.Id}' of PostgreSQL {_provisioned.Description.EngineVersion} could not be removed, and backup "
                    + $"'{backup.Id}' needs one of PostgreSQL {version} in its place.",
                    "see what still uses its folders; './drdrills sweep' removes what is left.",
                    string.Join('\n', _proof));
            }

            _provisioned = await ProvisionAsync(backup, version, cancellationToken).ConfigureAwait(false);
            _room = _room! with { Tools = _provisioned.Tools };
        }

        return _room!.Tools;
    }

    private static int? VersionOf(DirectoryInfo data) =>
        Path.Combine(data.FullName, "PG_VERSION") is var file && File.Exists(file)
            ? NumberIn(File.ReadAllText(file))
            : null;

    /// <summary>The number that a version begins with.</summary>
    private static int? NumberIn(string version) => int.TryParse(
        string.Concat(version.TakeWhile(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Brings what an incremental backup builds on; in a wrapped one, that it is incremental shows only now.</summary>
    private async Task BringBasesAsync(
        BackupDescriptor backup, Func<DirectoryInfo, Task<IPostgresTools>> toolsFor, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        if (_bases.Count == 0)
        {
            var label = BaseBackupLabel.Of(new BackupPayload(BackupFormat.PgBaseBackup, _data!.FullName));
            _bases = await IncrementalBackups.BasesOfAsync(backup, label, Key, cancellationToken).ConfigureAwait(false);
        }

        foreach (var other in _bases)
        {
            _baseFiles.Add(await ServerFiles.BringAsync(_options.Source, other, _room!, toolsFor, progress, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>The database to verify: the one that was named, else the only one that is not a template, else the largest.</summary>
    private async Task<string> ChooseDatabaseAsync(IPostgresServer server, CancellationToken cancellationToken)
    {
        if (_options.Database is { } named)
        {
            return named;
        }

        var found = await ServerDatabases.ListAsync(server, cancellationToken).ConfigureAwait(false);
        if (found.Count > 1)
        {
            _deviations.Add(
                $"the server holds {found.Count} databases ({string.Join(", ", found)}); only '{found[0]}', the largest, was verified: "
                + "--database names another");
        }

        return found[0];
    }

    /// <summary>Looks into every database that the server lists; one that it cannot open then has lost its folder.</summary>
    /// <exception cref="BackupUnreadableException">One has (<c>DR1336</c>).</exception>
    private async Task OfWholeServerAsync(Func<Task> look)
    {
        try
        {
            await look().ConfigureAwait(false);
        }
        catch (PostgresException gone) when (gone.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            throw new BackupUnreadableException(
                "DR1336",
                _backup!.Id.Value,
                $"Backup '{_backup.Id}' is not whole: the server lists a database whose folder is missing, and says: {gone.MessageText}.",
                "was the copy broken off, or a folder below 'base' left out? Take an older backup and replay more log.",
                cause: gone);
        }
    }

    private async Task<bool> StopProvisionedAsync(CancellationToken cancellationToken)
    {
        if (_provisioned is null)
        {
            return true;
        }

        var outcome = await _provisioned.DisposeOfAsync(cancellationToken).ConfigureAwait(false);
        _proof.AddRange(outcome.Proof);
        _provisioned = outcome.Disposed ? null : _provisioned;
        return outcome.Disposed;
    }
}
