using DrDrills.Backups;
using DrDrills.Evidence;
using DrDrills.Reporting.Index;

namespace DrDrills.Reporting.Packs;

/// <summary>Closes a finished run's folder: index, chain, signature, one ZIP of all.</summary>
/// <param name="heads">The chains that the run joins.</param>
/// <param name="signer">Signs the index.</param>
/// <param name="timeStamps">Dates the signature, or null where no server is configured.</param>
public sealed class PackSeal(ChainHeads heads, IEvidenceSigner signer, TimeStampClient? timeStamps = null)
{
    /// <summary>Seals a run; once more is fine as long as no later run hangs on it.</summary>
    /// <param name="folder">The run's folder; nothing in it is written afterwards but reviews.</param>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Ends the sealing early.</param>
    /// <exception cref="Errors.EvidenceNotWrittenException">A record cannot be read, the key or the time-stamp server cannot be used.</exception>
    /// <exception cref="Errors.ConfigurationInvalidException">Later runs hang on the run.</exception>
    public async Task<PackOutcome> SealAsync(DirectoryInfo folder, string runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var present = File.Exists(Path.Combine(folder.FullName, RunIndex.FileName))
            ? await RunIndexJson.ReadAsync(folder, cancellationToken).ConfigureAwait(false)
            : null;
        var index = await RunIndex.OfAsync(runId, folder, system => heads.Next(system, runId, present), cancellationToken).ConfigureAwait(false);
        await RunIndexJson.WriteAsync(index, folder, cancellationToken).ConfigureAwait(false);
        var digest = await Sha256Digest.OfFileAsync(Path.Combine(folder.FullName, RunIndex.FileName), cancellationToken).ConfigureAwait(false);
        var envelope = await DsseEnvelope.SignAsync(TestResultStatement.Of(index, digest), signer, cancellationToken).ConfigureAwait(false);
        await WriteAsync(folder, PackFiles.Envelope, envelope.Format(), cancellationToken).ConfigureAwait(false);
        await WriteAsync(folder, PackFiles.PublicKey, signer.PublicKeyPem, cancellationToken).ConfigureAwait(false);
        File.Delete(Path.Combine(folder.FullName, PackFiles.TimeStamp));
        if (timeStamps is not null)
        {
            var token = await timeStamps.StampAsync(System.Text.Encoding.UTF8.GetBytes(envelope.Format()), cancellationToken).ConfigureAwait(false);
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, PackFiles.TimeStamp), token, cancellationToken).ConfigureAwait(false);
        }

        var zip = await ZipAsync(folder, runId, cancellationToken).ConfigureAwait(false);
        return new PackOutcome(index, heads.Advance(index, digest.Hex), new PublicKey(signer.PublicKeyPem).Id, zip);
    }

    /// <summary>Makes the ZIP of a sealed run anew, as after a review.</summary>
    public static async Task<FileInfo> ZipAsync(DirectoryInfo folder, string runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var zip = new FileInfo(Path.Combine(folder.FullName, PackFiles.Zip(runId)));
        var index = await RunIndexJson.ReadAsync(folder, cancellationToken).ConfigureAwait(false);
        string[] around = [RunIndex.FileName, PackFiles.Envelope, PackFiles.PublicKey, PackFiles.TimeStamp, .. SignedReviews.PathsIn(folder)];
        var files = index.Files.Select(file => file.Path).Concat(around.Where(path => File.Exists(Path.Combine(folder.FullName, path))));
        var stream = new FileStream(zip.FullName + ".partial", FileMode.Create, FileAccess.Write, FileShare.None);
        await using (stream.ConfigureAwait(false))
        {
            await StoredZip.WriteAsync(
                files.Select(path => (path, (Func<Stream>)(() => File.OpenRead(Path.Combine(folder.FullName, path))))),
                stream,
                cancellationToken).ConfigureAwait(false);
        }

        File.Move(zip.FullName + ".partial", zip.FullName, overwrite: true);
        zip.Refresh();
        return zip;
    }

    private static async Task WriteAsync(DirectoryInfo folder, string name, string text, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.FullName, name);
        await File.WriteAllTextAsync(path + ".partial", text, cancellationToken).ConfigureAwait(false);
        File.Move(path + ".partial", path, overwrite: true);
    }
}
