namespace DrDrills.Backups;

/// <summary>A place that lists backups and opens them.</summary>
/// <remarks>Reads only; never changes what it reads. Safe to call repeatedly; one call at a time.</remarks>
public interface IBackupSource
{
    /// <summary>Where it is, without credentials.</summary>
    string Location { get; }

    /// <summary>
    /// Whether its backups are all of one system, kept by a tool for that: the newest of them then stands for all where none is named. Default: false.
    /// </summary>
    bool IsRepository => false;

    /// <summary>What the last fetch did otherwise than planned, such as a transfer that had to be asked for again; empty where nothing was.</summary>
    IReadOnlyList<string> Deviations => [];

    /// <summary>The backups there, newest first. Cheap: reads manifests and catalogues, not content.</summary>
    /// <exception cref="Errors.BackupNotFoundException">The place does not exist or holds no backup.</exception>
    /// <exception cref="Errors.ManifestInvalidException">A manifest there cannot be read.</exception>
    Task<IReadOnlyList<BackupDescriptor>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Brings one backup's files into an empty local folder.</summary>
    /// <param name="backup">One that <see cref="ListAsync"/> returned.</param>
    /// <param name="destination">An existing, empty folder.</param>
    /// <param name="progress">Told the bytes brought so far, or null.</param>
    /// <param name="cancellationToken">Ends the transfer; what was brought stays for the caller to remove.</param>
    /// <returns>Bytes brought.</returns>
    Task<ByteCount> FetchAsync(
        BackupDescriptor backup, DirectoryInfo destination, IProgress<ByteCount>? progress, CancellationToken cancellationToken);
}
