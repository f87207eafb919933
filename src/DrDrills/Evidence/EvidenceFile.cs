using DrDrills.Backups;

namespace DrDrills.Evidence;

/// <summary>One file kept with a record.</summary>
/// <param name="Path">Relative to the run's folder, with forward slashes.</param>
/// <param name="SizeBytes">Exact size.</param>
/// <param name="Sha256">SHA-256 of its content, hexadecimal.</param>
public sealed record EvidenceFile(string Path, long SizeBytes, string Sha256)
{
    /// <summary>Hashes one file.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="path">The file, inside <paramref name="folder"/>.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public static async Task<EvidenceFile> OfAsync(DirectoryInfo folder, string path, CancellationToken cancellationToken) => new(
        System.IO.Path.GetRelativePath(folder.FullName, path).Replace('\\', '/'),
        new FileInfo(path).Length,
        (await Sha256Digest.OfFileAsync(path, cancellationToken).ConfigureAwait(false)).Hex);
}
