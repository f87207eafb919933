using DrDrills.Backups;

namespace DrDrills.Verification;

/// <summary>A restored file system, read only; nothing on it is ever run.</summary>
/// <remarks>Implementations may be asked from several threads and follow no link out of the file system.</remarks>
public interface IRestoredFiles
{
    /// <summary>Every entry with its digest, ordered by path (ordinal); read anew at each call.</summary>
    /// <exception cref="Errors.DrillException">The file system cannot be read.</exception>
    IAsyncEnumerable<FileManifestEntry> ListAsync(CancellationToken cancellationToken);

    /// <summary>Opens one file for reading; the caller disposes of the stream.</summary>
    /// <param name="path">As <see cref="ListAsync"/> names it.</param>
    /// <param name="cancellationToken">Ends the opening early.</param>
    /// <exception cref="Errors.DrillException">There is no such file, or it cannot be read.</exception>
    Task<Stream> OpenAsync(string path, CancellationToken cancellationToken);
}
