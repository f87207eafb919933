using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;
using DrDrills.PostgreSql.Wal;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>Gets a whole server back from a base backup and its archived log, at a moment of choice.</summary>
/// <remarks>
/// An empty server is provisioned first: it shows that the target works and lends its programs to read backup and log. The restored server starts
/// in its place once the data directory lies ready, replays, and is promoted where it was asked to stop.
/// </remarks>
public sealed class PointInTimeRecovery : IRecovery
{
    /// <summary>Folders that a server wants to find and that copies through an object store lose, because they are empty.</summary>
    private static readonly string[] EmptyFolders =
    [
        "pg_commit_ts", "pg_dynshmem", "pg_logical/mappings", "pg_logical/snapshots", "pg_notify", "pg_replslot", "pg_serial", "pg_snapshots",
        "pg_stat", "pg_stat_tmp", "pg_subtrans", "pg_tblspc", "pg_twophase", "pg_wal/archive_status",
    ];

    private readonly PointInTimeRecoveryOptions _options;
    private readonly List<string> _deviations = [];
    private readonly List<DirectoryInfo> _folders = [];
    private readonly List<string> _proof = [];
    private BackupDescriptor? _backup;
    private DateTimeOffset _takenAt;
    private IPostgresServer? _provisioned;
    private IPostgresServer? _server;
    private DirectoryInfo? _fetched;
    private DirectoryInfo? _data;
    private FetchedLog? _log;
    private LocatedDamage? _damage;
    private IReadOnlyList<WalTransaction> _ends = [];
    private NpgsqlDataSource? _database;
    private DisposalOutcome? _disposal;

    /// <summary>Does nothing yet.</summary>
    public PointInTimeRecovery(PointInTimeRecoveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <inheritdoc/>
    public RestoredCopy Copy => new(_database, _fetched)
    {
        DatabaseAs = role => _server!.ConnectAs(_options.Database, role) ?? _server.Connect(_options.Database),
        Target = _server?.Description,
    };

    /// <summary>The restored server, once it has replayed.</summary>
    public IPostgresServer? Server => _server;

    /// <summary>Where the damage was found in the log, once the log is fetched; null where the target was named otherwise.</summary>
    public LocatedDamage? Damage => _damage;

    /// <inheritdoc/>
    public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken)
    {
        var chosen = await _options.Selection.ChooseAsync(
            _options.Source, incident, format => format == BackupFormat.PgBaseBackup, cancellationToken).ConfigureAwait(false);
        _takenAt = chosen.TakenAt ?? incident.At;
        if (_options.Expected is null)
        {
            _deviations.Add("what the database held at the recovery target is not known; it is compared with nothing");
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
    public async Task<TargetDescription> ProvisionAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        _provisioned = await _options.Target.StartEmptyAsync(
            new ServerRequest { RunId = _options.RunId, WorkFolder = _options.WorkFolder, TimingProfile = _options.TimingProfile },
            cancellationToken).ConfigureAwait(false);
        return _provisioned.Description;
    }

    /// <inheritdoc/>
    public async Task<FetchOutcome> FetchAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        var tools = (_provisioned ?? throw new InvalidOperationException("A server is provisioned before a backup is fetched.")).Tools;
        _fetched = await FetchedBackup.BringAsync(_options.Source, backup, _options.WorkFolder, progress, cancellationToken).ConfigureAwait(false);
        _folders.Add(_fetched);
        var files = _fetched.EnumerateFiles("*", SearchOption.AllDirectories).Count();
        _data = new DirectoryInfo(BackupPayload.Find(_fetched.FullName) is { } payload && payload.Format == BackupFormat.PgBaseBackup
            ? payload.Path
            : throw new BackupUnreadableException(
                "DR1306",
                backup.Id.Value,
                $"Backup '{backup.Id}' is no base backup: it holds no data directory with 'PG_VERSION' or 'backup_label'.",
                "was it unpacked, or is it compressed?"));
        MakeEmptyFolders(_data);
        await VerifyFilesAsync(tools, backup, cancellationToken).ConfigureAwait(false);
        var label = await BaseBackupLabel.ReadAsync(_data.FullName, backup.Id.Value, cancellationToken).ConfigureAwait(false);
        var folder = new DirectoryInfo(Path.Combine(_options.WorkFolder.FullName, $"log-{Guid.NewGuid().ToString("N")[..8]}"));
        _folders.Add(folder);
        _log = await FetchedLog.BringAsync(tools, _data, label, _options, folder, progress, cancellationToken).ConfigureAwait(false);
        await ReadLogAsync(tools, backup, cancellationToken).ConfigureAwait(false);
        return new FetchOutcome(
            _fetched, files + _log.Segments, new ByteCount(BackupFiles.SizeOf(_fetched.FullName).Bytes + _log.Size.Bytes));
    }

    /// <inheritdoc/>
    public async Task<RestoreOutcome> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var fetched = _data ?? throw new InvalidOperationException("A backup is fetched before it is restored.");
        var size = BackupFiles.SizeOf(fetched.FullName);
        _data = new DirectoryInfo(Path.Combine(_options.WorkFolder.FullName, $"data-{Guid.NewGuid().ToString("N")[..8]}"));
        _folders.Add(_data);
        Directory.Move(fetched.FullName, _data.FullName);
        await StopProvisionedAsync(cancellationToken).ConfigureAwait(false);
        return new RestoreOutcome($"data directory of {size} in place", null, [], "");
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
        var said = await _server.ReadLogAsync(cancellationToken).ConfigureAwait(false);
        var receipt = ReplayReceipt.Parse(said);
        var point = new ReplayedTo(_options.RecoveryTarget, log.Range, _damage, _ends).Measure(receipt, _takenAt);
        _database = _server.Connect(_options.Database);
        var counts = string.Create(
            CultureInfo.InvariantCulture, $"{log.Segments} log segments given, replayed to {point.Lsn}: {receipt.Stop ?? "the end of the log"}");
        return new RestoreOutcome(counts, point, _deviations, ToolText.Redact(said));
    }

    /// <inheritdoc/>
    public Task<string> ReadyAsync(CancellationToken cancellationToken) =>
        ReadyProbe.AskAsync(_server!, _database!, _options.Database, cancellationToken);

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
            var outcome = await CopyDisposal.DisposeAsync(_server, _folders, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Reads the whole fetched log once: what it cannot be read through cannot be replayed; finds the damage where it is asked for.</summary>
    private async Task ReadLogAsync(IPostgresTools tools, BackupDescriptor backup, CancellationToken cancellationToken)
    {
        if (_options.RecoveryTarget.Kind != RecoveryTargetKind.BeforeDamage)
        {
            _ends = await new WalDump(tools).TransactionsAsync(_log!.Range, cancellationToken).ConfigureAwait(false);
            return;
        }

        var relations = await RelationMap.ReadAsync(
            Path.Combine(_fetched!.FullName, BackupLayout.Relations), backup.Id.Value, cancellationToken).ConfigureAwait(false);
        _damage = await new DamageLocator(tools, relations)
            .FindAsync(_log!.Range, _options.Database, _options.RecoveryTarget, cancellationToken).ConfigureAwait(false);
    }

    private IReadOnlyDictionary<string, string> TargetSettings() => _damage is { } found
        ? new Dictionary<string, string>
        {
            ["recovery_target_xid"] = found.Damage.Xid.ToString(CultureInfo.InvariantCulture),
            ["recovery_target_inclusive"] = "off",
        }
        : _options.RecoveryTarget.Settings;

    private async Task VerifyFilesAsync(IPostgresTools tools, BackupDescriptor backup, CancellationToken cancellationToken)
    {
        var outcome = await tools.RunAsync(
            new ToolInvocation("pg_verifybackup", ["--no-parse-wal", "--quiet", _data!.FullName]), cancellationToken).ConfigureAwait(false);
        if (outcome.ExitCode != 0)
        {
            var first = outcome.Errors.Split('\n').FirstOrDefault(line => line.Contains("error:", StringComparison.Ordinal)) ?? outcome.Errors;
            throw new BackupUnreadableException(
                "DR1311",
                backup.Id.Value,
                $"Base backup '{backup.Id}' is not as it was taken: {first.Replace("pg_verifybackup: error: ", "", StringComparison.Ordinal).Trim()}.",
                "take an older base backup and replay more log; look at the store that keeps this one.",
                outcome.Errors);
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

    private static void MakeEmptyFolders(DirectoryInfo data)
    {
        foreach (var folder in EmptyFolders)
        {
            data.CreateSubdirectory(folder);
        }
    }
}
