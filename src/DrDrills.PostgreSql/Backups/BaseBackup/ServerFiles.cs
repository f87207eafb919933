using System.Buffers.Binary;
using DrDrills.Backups;
using DrDrills.Credentials;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.Tar;
using DrDrills.PostgreSql.Backups.Wrapping;
using DrDrills.PostgreSql.Servers.Local;
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
    /// <param name="source">Where it is.</param>
    /// <param name="backup">The backup.</param>
    /// <param name="room">Where it is brought to.</param>
    /// <param name="toolsFor">Programs of the version that wrote a data directory.</param>
    /// <param name="progress">Told of what was brought.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BackupUnreadableException">It is none (<c>DR1306</c>), or not as it was taken (<c>DR1311</c>, <c>DR1332</c>-<c>DR1335</c>).</exception>
    public static async Task<ServerFiles> BringAsync(
        IBackupSource source,
        BackupDescriptor backup,
        PhysicalRoom room,
        Func<DirectoryInfo, Task<IPostgresTools>> toolsFor,
        IProgress<StageProgress> progress,
        CancellationToken cancellationToken)
    {
        // A folder of this machine is unpacked from where it lies; from anywhere else it is brought first.
        var key = (source as IKeyedSource)?.Key;
        var here = source is ILoggedBackupSource || !Path.Exists(backup.Location)
            ? null
            : await BackupPayload.FindPhysicalAsync(backup.Location, key, cancellationToken).ConfigureAwait(false);
        if (here?.Format == BackupFormat.PgBaseBackup)
        {
            await Tablespaces.RequireAllAsync(here.Path, backup.Id.Value, cancellationToken).ConfigureAwait(false);
        }

        var place = new DirectoryInfo(backup.Location);
        if (here?.Format != BackupFormat.PgBaseBackupTar)
        {
            place = room.Make("backup");
            await FetchedBackup.BringIntoAsync(source, backup, place, progress, cancellationToken).ConfigureAwait(false);
            here = await BackupPayload.FindPhysicalAsync(place.FullName, key, cancellationToken).ConfigureAwait(false);
        }

        var data = here?.Format == BackupFormat.PgBaseBackup ? new DirectoryInfo(here.Path)
            : here?.Tars is { } tars ? await UnpackAsync(tars, key, backup, room, progress, cancellationToken).ConfigureAwait(false)
            : throw await NoneAsync(here, key, backup, cancellationToken).ConfigureAwait(false);
        foreach (var folder in EmptyFolders)
        {
            data.CreateSubdirectory(folder);
        }

        List<string> deviations = [.. source.Deviations];
        if (await BaseBackupLabel.HasManifestOfAnotherAsync(data.FullName, cancellationToken).ConfigureAwait(false)
            || await BaseBackupLabel.HasManifestFromBeforeStopAsync(data, ControlAsync, cancellationToken).ConfigureAwait(false))
        {
            File.Delete(Path.Combine(data.FullName, BaseBackupLabel.FileName));
            deviations.Add("the backup_manifest in the copy is of the earlier backup that the server was made from, and was not used");
        }

        // The tool of a repository has compared what it restored, and says itself what it did not.
        if (source is not ILoggedBackupSource || File.Exists(Path.Combine(data.FullName, BaseBackupLabel.FileName)))
        {
            deviations.AddRange(await VerifyAsync(toolsFor, data, backup, cancellationToken).ConfigureAwait(false));
        }

        var files = data.GetFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None });
        return new ServerFiles(place, data, files.Length, new ByteCount(files.Sum(file => file.Length)))
        {
            Deviations = deviations,
            Uncompared = File.Exists(Path.Combine(data.FullName, BaseBackupLabel.FileName))
                ? null
                : files.Select(file => Path.GetRelativePath(data.FullName, file.FullName)).ToHashSet(StringComparer.Ordinal),
        };

        async Task<ControlData> ControlAsync() =>
            await ControlData.ReadAsync(await toolsFor(data).ConfigureAwait(false), data, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the log that came inside out of the data directory, so that it is read as an archive is.</summary>
    /// <returns>Null where none came.</returns>
    public DirectoryInfo? TakeLog(PhysicalRoom room, long segmentBytes)
    {
        var inside = new DirectoryInfo(Path.Combine(Data.FullName, "pg_wal"));
        var log = inside.GetFiles().Where(file => WalSegment.TryParse(file.Name, segmentBytes) is { } segment ? !IsMadeAhead(file, segment) : TimelineHistory.TimelineOf(file.Name) is not null)
            .ToList();
        var folder = log.Count == 0 ? null : room.Make("inside");
        foreach (var file in log)
        {
            file.MoveTo(Path.Combine(folder!.FullName, file.Name));
        }

        return folder;
    }

    /// <summary>
    /// Whether a file is a segment of the future: a server gives old ones, or new ones full of zeros, the names that come next before it needs them. The
    /// address of its first page is another segment's then.
    /// </summary>
    private static bool IsMadeAhead(FileInfo file, WalSegment segment)
    {
        const int Address = 8;
        var header = new byte[Address + sizeof(ulong)];
        using var stream = file.OpenRead();
        var address = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length ? segment.Begin.Value
            : BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(Address));
        return address < segment.Begin.Value && address % (ulong)segment.SegmentBytes == 0;
    }

    private static async Task<DirectoryInfo> UnpackAsync(
        BaseBackupTars tars,
        SecretText? key,
        BackupDescriptor backup,
        PhysicalRoom room,
        IProgress<StageProgress> progress,
        CancellationToken cancellationToken)
    {
        foreach (var path in tars.MayLack ? tars.Unopened : [])
        {
            // It says itself what is the matter with it, before anything is missed.
            await using var _ = (await TarFile.OpenAsync(path, key, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }

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
            await TarFile.OfBaseBackup(path, key, cancellationToken).UnpackAsync(
                into.Length == 0 ? data : data.CreateSubdirectory(into), new Relay(path, progress), cancellationToken).ConfigureAwait(false);
        }

        if (tars.Manifest is { } manifest)
        {
            var input = await WrappedFile.OpenAsync(manifest, key, "backup manifest", cancellationToken).ConfigureAwait(false);
            await using var _ = input.ConfigureAwait(false);
            var output = File.Create(Path.Combine(data.FullName, BaseBackupLabel.FileName));
            await using var __ = output.ConfigureAwait(false);
            await input.Content.CopyToAsync(output, cancellationToken).ConfigureAwait(false);
        }

        return data;
    }

    /// <summary>What is wrong with a place where no base backup was found: a file that cannot be opened says it itself.</summary>
    private static async Task<DrillException> NoneAsync(
        BackupPayload? here, SecretText? key, BackupDescriptor backup, CancellationToken cancellationToken)
    {
        if (here?.Format == BackupFormat.Wrapped)
        {
            var opened = await TarFile.OpenAsync(here.Path, key, cancellationToken).ConfigureAwait(false);
            await opened.DisposeAsync().ConfigureAwait(false);
        }

        return new BackupUnreadableException(
            "DR1306",
            backup.Id.Value,
            $"Backup '{backup.Id}' is no base backup: it holds neither a data directory with 'PG_VERSION' or 'backup_label' nor an archive of one.",
            "was it unpacked into this folder, and by what is it compressed?");
    }

    private static async Task<IReadOnlyList<string>> VerifyAsync(
        Func<DirectoryInfo, Task<IPostgresTools>> toolsFor, DirectoryInfo data, BackupDescriptor backup, CancellationToken cancellationToken)
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

        var tools = await toolsFor(data).ConfigureAwait(false);
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
