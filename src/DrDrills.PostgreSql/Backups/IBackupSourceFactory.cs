using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups;

/// <summary>Makes sources of one kind of place: a folder of dumps, the repository of a backup tool, a wrapped file.</summary>
/// <remarks>To add one: a folder beside this file with source and factory, a line in <see cref="BackupSources.Default"/>.</remarks>
public interface IBackupSourceFactory
{
    /// <summary>Whether a place is of this kind, told from its content and never from its name. Reads names and heads of files only.</summary>
    /// <param name="location">Full path of a file or folder that exists.</param>
    /// <param name="options">What the caller knows of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<bool> RecognisesAsync(string location, BackupSourceOptions options, CancellationToken cancellationToken);

    /// <summary>The source; nothing is read yet.</summary>
    /// <param name="location">A place that was recognised.</param>
    /// <param name="options">What the caller knows of it.</param>
    IBackupSource Open(string location, BackupSourceOptions options);
}
