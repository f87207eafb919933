using System.Globalization;
using DrDrills.Backups;
using DrDrills.Verification;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>One file of an archive while it flows: each object against its own checksum, the whole against the manifest.</summary>
internal sealed class StreamedArchive(
    ArchivedFile file, ArchivePlaces places, RangeReader reader, IReadOnlyList<ObjectSums> sums, RangedStream ranges) : IStreamedBackup
{
    private readonly HashedStream _content = new(ranges);

    public Stream Content => _content;

    public async Task<StreamOutcome> EndAsync(CancellationToken cancellationToken)
    {
        await _content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        var flowed = new ManifestFile(file.Expected.Path, _content.Count.Bytes, _content.Digest.Hex);
        return new StreamOutcome(flowed, [.. Findings(flowed)], [.. places.Notes, .. reader.Repetitions]);
    }

    public async ValueTask DisposeAsync()
    {
        await ranges.DisposeAsync().ConfigureAwait(false);
        await _content.DisposeAsync().ConfigureAwait(false);
        foreach (var one in sums)
        {
            one.Dispose();
        }
    }

    private IEnumerable<Finding> Findings(ManifestFile flowed)
    {
        foreach (var finding in sums.Select(one => one.Look()).OfType<Finding>())
        {
            yield return finding;
        }

        if (flowed.SizeBytes != file.Expected.SizeBytes)
        {
            yield return OfFile(
                "DRF512", Bytes(file.Expected.SizeBytes), Bytes(flowed.SizeBytes), "The file flowed out of the archive with another size than it was taken with.");
        }
        else if (Sha256Digest.Parse(flowed.Sha256) != Sha256Digest.Parse(file.Expected.Sha256))
        {
            yield return OfFile(
                "DRF513", $"SHA-256 {file.Expected.Sha256}", $"SHA-256 {flowed.Sha256}", "The file flowed out of the archive with its size but not its content.");
        }
    }

    private Finding OfFile(string code, string expected, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"file {file.Expected.Path}",
        Expected = expected,
        Observed = observed,
        Statement = statement,
    };

    private static string Bytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
}
