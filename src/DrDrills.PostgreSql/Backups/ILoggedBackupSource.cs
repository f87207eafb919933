using DrDrills.Backups;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups;

/// <summary>A place that keeps physical backups together with the log that they replay: the repository of a backup tool.</summary>
internal interface ILoggedBackupSource : IBackupSource
{
    bool IBackupSource.IsRepository => true;

    /// <summary>What the repository knows of one of its backups before anything is brought.</summary>
    /// <param name="backup">One that <see cref="IBackupSource.ListAsync"/> returned.</param>
    PhysicalFacts FactsOf(BackupDescriptor backup);

    /// <summary>The log of one backup.</summary>
    /// <param name="backup">One that <see cref="IBackupSource.ListAsync"/> returned.</param>
    /// <param name="fetched">The folder that the backup is, or will be, fetched into.</param>
    ILogArchive LogOf(BackupDescriptor backup, DirectoryInfo fetched);
}
