using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>Base backups are started in place of a server and replay their archived log.</summary>
internal sealed class PointInTimeRecoveryFactory : IRecoveryFactory
{
    public IReadOnlyList<BackupFormat> Formats { get; } = PointInTimeRecovery.PhysicalFormats;

    public bool IsPhysical => true;

    public IRecovery Create(RecoveryRequest request)
    {
        List<string> mistakes = [];
        if (request.LogArchive is { Exists: false } missing)
        {
            mistakes.Add($"--wal-archive names '{missing.FullName}', which is not there.");
        }

        if (request.LogArchive is not null && request.Source is ILoggedBackupSource)
        {
            mistakes.Add($"--wal-archive is for base backups; the log of '{request.Backup.Id}' is kept in '{request.Source.Location}'.");
        }

        var database = request.Database ?? request.Backup.Manifest?.Source.Database;
        if (database is null && request.RecoverTo.Kind == RecoveryTargetKind.BeforeDamage)
        {
            mistakes.Add($"'{request.Backup.Location}' has no manifest: --database must name the database of the damaged table.");
        }

        return mistakes.Count > 0 ? throw new ConfigurationInvalidException("The command line", mistakes) : new PointInTimeRecovery(
            new PointInTimeRecoveryOptions
            {
                Source = request.Source,
                WalArchive = request.LogArchive,
                Target = request.Target,
                RunId = request.RunId,
                WorkFolder = request.WorkFolder,
                RecoveryTarget = request.RecoverTo,
                Database = database,
                Expected = request.Expected,
                Selection = BackupSelection.Of(request.Backup),
                TimingProfile = request.TimingProfile,
            });
    }
}
