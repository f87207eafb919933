using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.Cli.Checking;

/// <summary>The way back that fits a backup's format.</summary>
internal static class CheckRecovery
{
    /// <summary>A recovery from this one backup.</summary>
    /// <exception cref="ConfigurationInvalidException">No recovery knows the format.</exception>
    public static IRecovery Of(
        CheckRequest request, BackupDescriptor backup, IBackupSource source, IPostgresTarget target, string runId, DirectoryInfo work)
    {
        if (backup.Format == BackupFormat.PgDumpCustom || backup.Format == BackupFormat.PgDumpDirectory || backup.Format == BackupFormat.PgDumpPlain)
        {
            return new DumpRecovery(new DumpRecoveryOptions
            {
                Source = source,
                Target = target,
                RunId = runId,
                WorkFolder = work,
                Selection = BackupSelection.ById(backup.Id.Value),
                TimingProfile = request.TimingProfile,
            });
        }

        throw new ConfigurationInvalidException("The command line", [$"'{request.Backup}' is '{backup.Format}', which 'check' cannot restore."]);
    }
}
