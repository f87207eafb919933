using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.BaseBackup;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Dumps are restored into an empty server; one whose source lets it flow is never laid down on disk.</summary>
internal sealed class DumpRecoveryFactory : IRecoveryFactory
{
    public IReadOnlyList<BackupFormat> Formats { get; } =
        [BackupFormat.PgDumpCustom, BackupFormat.PgDumpDirectory, BackupFormat.PgDumpTar, BackupFormat.PgDumpPlain];

    public bool IsPhysical => false;

    public IRecovery Create(RecoveryRequest request) => Make(request);

    /// <summary>As <see cref="Create"/>, for the other formats of dumps.</summary>
    public static IRecovery Make(RecoveryRequest request) =>
        request.RecoverTo != RecoveryTarget.Latest || request.LogArchive is not null || request.Database is not null
            ? throw new ConfigurationInvalidException(
                "The command line",
                [$"--recover-to, --wal-archive and --database are for base backups; '{request.Backup.Location}' is '{request.Backup.Format}'."])
            : new DumpRecovery(new DumpRecoveryOptions
            {
                Source = request.Source,
                Streamed = request.Source is IBackupStreamSource stream && stream.Flows(request.Backup),
                Target = request.Target,
                RunId = request.RunId,
                WorkFolder = request.WorkFolder,
                Selection = BackupSelection.Of(request.Backup),
                Like = request.Like,
                TimingProfile = request.TimingProfile,
            });
}
