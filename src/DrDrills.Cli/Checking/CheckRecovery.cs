using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.Cli.Checking;

/// <summary>The way back that fits a backup's format.</summary>
internal static class CheckRecovery
{
    /// <summary>A recovery from this one backup.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="backup">The backup.</param>
    /// <param name="source">Where it is.</param>
    /// <param name="expected">What a base backup's recovery target must hold, or null.</param>
    /// <param name="place">Where to restore, under which name, by way of which folder.</param>
    /// <exception cref="ConfigurationInvalidException">No recovery knows the format, or the request lacks what the format needs.</exception>
    public static IRecovery Of(
        CheckRequest request,
        BackupDescriptor backup,
        IBackupSource source,
        BackupManifest? expected,
        (IPostgresTarget Target, string RunId, DirectoryInfo WorkFolder) place)
    {
        if (backup.Format == BackupFormat.PgBaseBackup)
        {
            return PointInTime(request, backup, source, expected, place);
        }

        if (backup.Format != BackupFormat.PgDumpCustom && backup.Format != BackupFormat.PgDumpDirectory && backup.Format != BackupFormat.PgDumpPlain)
        {
            throw Mistakes($"'{request.Backup}' is '{backup.Format}', which 'check' cannot restore.");
        }

        return request.RecoverTo != RecoveryTarget.Latest || request.LogArchive is not null || request.Database is not null
            ? throw Mistakes($"--recover-to, --wal-archive and --database are for base backups; '{request.Backup}' is '{backup.Format}'.")
            : new DumpRecovery(new DumpRecoveryOptions
            {
                Source = source,
                Target = place.Target,
                RunId = place.RunId,
                WorkFolder = place.WorkFolder,
                Selection = BackupSelection.ById(backup.Id.Value),
                TimingProfile = request.TimingProfile,
            });
    }

    private static PointInTimeRecovery PointInTime(
        CheckRequest request,
        BackupDescriptor backup,
        IBackupSource source,
        BackupManifest? expected,
        (IPostgresTarget Target, string RunId, DirectoryInfo WorkFolder) place)
    {
        List<string> mistakes = [];
        var database = request.Database ?? backup.Manifest?.Source.Database;
        if (database is null)
        {
            mistakes.Add($"'{request.Backup}' is a base backup without a manifest: --database must name the database to verify.");
        }

        if (request.LogArchive is not { Exists: true } archive)
        {
            mistakes.Add($"'{request.Backup}' is a base backup: --wal-archive must name the folder that its log is archived to.");
            archive = null!;
        }

        return mistakes.Count > 0 ? throw Mistakes([.. mistakes]) : new PointInTimeRecovery(new PointInTimeRecoveryOptions
        {
            Source = source,
            WalArchive = archive,
            Target = place.Target,
            RunId = place.RunId,
            WorkFolder = place.WorkFolder,
            RecoveryTarget = request.RecoverTo,
            Database = database!,
            Expected = expected,
            Selection = BackupSelection.ById(backup.Id.Value),
            TimingProfile = request.TimingProfile,
        });
    }

    private static ConfigurationInvalidException Mistakes(params string[] mistakes) => new("The command line", mistakes);
}
