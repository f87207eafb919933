using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>The files of one physical backup, in the work folder and as they were taken.</summary>
/// <param name="Backup">What was brought, for verifications; the place itself where it was unpacked from there.</param>
/// <param name="Data">The data directory.</param>
/// <param name="Count">How many files.</param>
/// <param name="Size">Bytes of all of them.</param>
internal sealed record ServerFiles(DirectoryInfo Backup, DirectoryInfo Data, int Count, ByteCount Size)
{
    /// <summary>Folders that a server wants to find and that copies through an object store lose, because they are empty.</summary>
    private static readonly string[] EmptyFolders =
    [
        "pg_commit_ts", "pg_dynshmem", "pg_logical/mappings", "pg_logical/snapshots", "pg_notify", "pg_replslot", "pg_serial", "pg_snapshots",
        "pg_stat", "pg_stat_tmp", "pg_subtrans", "pg_tblspc", "pg_twophase", "pg_wal/archive_status",
    ];

    /// <value>What nothing was there to look at, in words; empty where all files were compared with what they were.</value>
    public IReadOnlyList<string> Deviations { get; init; } = [];

    /// <value>Every file relative to the data directory, where no manifest was there to compare them with; else null.</value>
    public IReadOnlySet<string>? Uncompared { get; init; }

    /// <summary>Brings a base backup.</summary>
    /// <exception cref="EngineUnavailableException">It holds only the blocks that changed since another one (<c>DR3147</c>).</exception>
    /// <exception cref="BackupUnreadableException">It is none (<c>DR1306</c>), or not as it was taken (<c>DR1311</c>, <c>DR1332</c>-<c>DR1335</c>).</exception>
    public static async Task<ServerFiles> BringAsync(
        IBackupSource source, BackupDescriptor backup, PhysicalRoom room, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        // A folder of this machine is unpacked from where it lies; from anywhere else it is brought first.
        var here = source is BackupFolderSource ? BackupPayload.Find(backup.Location) : null;
        ChangedBlocks.Refuse(here, backup.Id.Value);
        if (here?.Format == BackupFormat.PgBaseBackup)
        {
            Tablespaces.RequireAll(here.Path, backup.Id.Value);
        }

        var place = new DirectoryInfo(backup.Location);
        if (here?.Format != BackupFormat.PgBaseBackupTar)
        {
            place = room.Make("backup");
            await FetchedBackup.BringIntoAsync(source, backup, place, progress, cancellationToken).ConfigureAwait(false);
            here = BackupPayload.Find(place.FullName);
            ChangedBlocks.Refuse(here, backup.Id.Value);
        }

        var data = here?.Format == BackupFormat.PgBaseBackup ? new DirectoryInfo(here.Path)
            : here?.Format == BackupFormat.PgBaseBackupTar
                ? await UnpackAsync(BaseBackupTars.Find(here.Path)!, backup, room, progress, cancellationToken).ConfigureAwait(false)
                : throw new BackupUnreadableException(
                    "DR1306",
                    backup.Id.Value,
                    $"Backup '{backup.Id}' is no base backup: it holds neither a data directory with 'PG_VERSION' or 'backup_label' nor an archive of one.",
                    "was it unpacked into this folder, and by what is it compressed?");
        foreach (var folder in EmptyFolders)
        {
            data.CreateSubdirectory(folder);
        }

        // The tool of a repository has compared what it restored, and says itself what it did not.
        var deviations = source is ILoggedBackupSource && !File.Exists(Path.Combine(data.FullName, BaseBackupLabel.FileName))
            ? []
            : await VerifyAsync(room.Tools, data, backup, cancellationToken).ConfigureAwait(false);
        var files = data.GetFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None });
        return new ServerFiles(place, data, files.Length, new ByteCount(files.Sum(file => file.Length)))
        {
            Deviations = deviations,
            Uncompared = File.Exists(Path.Combine(data.FullName, BaseBackupLabel.FileName))
                ? null
                : files.Select(file => Path.GetRelativePath(data.FullName, file.FullName)).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Takes the log that came inside out of the data directory, so that it is read as an archive is.</summary>
    /// <returns>Null where none came.</returns>
    public DirectoryInfo? TakeLog(PhysicalRoom room)
    {
        var inside = new DirectoryInfo(Path.Combine(Data.FullName, "pg_wal"));
        var log = inside.GetFiles().Where(file => WalSegment.TryParse(file.Name, 1 << 20) is not null || TimelineHistory.TimelineOf(file.Name) is not null)
            .ToList();
        var folder = log.Count == 0 ? null : room.Make("inside");
        foreach (var file in log)
        {
            file.MoveTo(Path.Combine(folder!.FullName, file.Name));
        }

        return folder;
    }

    private static async Task<DirectoryInfo> UnpackAsync(
        BaseBackupTars tars, BackupDescriptor backup, PhysicalRoom room, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        Tablespaces.RequireAll(tars, backup.Id.Value);
        var data = room.Make("unpacked");
        var archives = tars.Tablespaces.Select(pair => (Path: pair.Value, Into: System.IO.Path.Combine(Tablespaces.Links, $"{pair.Key}")))
            .Append((tars.Data, ""));
        if (tars.Log is { } log)
        {
            archives = archives.Append((log, "pg_wal"));
        }

        foreach (var (path, into) in archives)
        {
            await TarFile.UnpackAsync(
                path,
                into.Length == 0 ? data : data.CreateSubdirectory(into),
                new Relay(path, progress),
                cancellationToken).ConfigureAwait(false);
        }

        if (tars.Manifest is { } manifest)
        {
            File.Copy(manifest, Path.Combine(data.FullName, BaseBackupLabel.FileName));
        }

        return data;
    }

    private static async Task<IReadOnlyList<string>> VerifyAsync(
        IPostgresTools tools, DirectoryInfo data, BackupDescriptor backup, CancellationToken cancellationToken)
    {
        string[] least = ["PG_VERSION", "global/pg_control"];
        if (least.FirstOrDefault(name => !File.Exists(Path.Combine(data.FullName, name))) is { } missing)
        {
            throw new BackupUnreadableException(
                "DR1335",
                backup.Id.Value,
                $"Base backup '{backup.Id}' is not whole: file '{missing}' is missing.",
                "was it cut short? pg_basebackup writes 'global/pg_control' last.");
        }

        if (!File.Exists(Path.Combine(data.FullName, BaseBackupLabel.FileName)))
        {
            return ["the base backup has no backup_manifest, so its files could not be compared with what they were when it was taken"];
        }

        var outcome = await tools.RunAsync(
            new ToolInvocation("pg_verifybackup", ["--no-parse-wal", "--quiet", data.FullName]), cancellationToken).ConfigureAwait(false);
        if (outcome.ExitCode == 0)
        {
            return [];
        }

        var first = outcome.Errors.Split('\n').FirstOrDefault(line => line.Contains("error:", StringComparison.Ordinal)) ?? outcome.Errors;
        throw new BackupUnreadableException(
            "DR1311",
            backup.Id.Value,
            $"Base backup '{backup.Id}' is not as it was taken: {first.Replace("pg_verifybackup: error: ", "", StringComparison.Ordinal).Trim()}.",
            "take an older base backup and replay more log; look at the store that keeps this one.",
            outcome.Errors);
    }

    /// <summary>Passes on at once, naming the archive.</summary>
    private sealed class Relay(string path, IProgress<StageProgress> progress) : IProgress<ByteCount>
    {
        public void Report(ByteCount value) => progress.Report(new StageProgress(value.Bytes, null, "bytes", Path.GetFileName(path)));
    }
}
