using System.Globalization;
using DrDrills.Backups;

namespace DrDrills.Verification;

/// <summary>Restored files against the file manifest of their backup: content, kind, permissions, owner, time; none missing, none more.</summary>
/// <remarks>Links are compared by the digest of their target's text and are not followed.</remarks>
/// <param name="wanted">
/// Paths that the recovery is about, from the root of the file system: a backup that never held one of them is no use, however well it is
/// restored. Default: none, the manifest alone decides.
/// </param>
public sealed class FilesVerification(IReadOnlyList<string>? wanted = null) : IVerification
{
    /// <summary>A wanted file is not in the backup at all.</summary>
    public const string NotInBackup = "DRF529";

    /// <summary>A file of the manifest is not there.</summary>
    public const string Missing = "DRF521";

    /// <summary>A file is there that the manifest does not name.</summary>
    public const string Unexpected = "DRF522";

    /// <summary>A file has another size.</summary>
    public const string WrongSize = "DRF523";

    /// <summary>A file has the right size and another content.</summary>
    public const string WrongContent = "DRF524";

    /// <summary>A file has other permissions.</summary>
    public const string WrongMode = "DRF525";

    /// <summary>A file has another owner or group.</summary>
    public const string WrongOwner = "DRF526";

    /// <summary>A file was changed at another time.</summary>
    public const string WrongTime = "DRF527";

    /// <summary>Something is a link or a directory where a file was, or the other way round.</summary>
    public const string WrongKind = "DRF528";

    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("files");

    /// <inheritdoc/>
    public string Title => "Files";

    /// <inheritdoc/>
    public string Proves =>
        "Every file is back with the size, SHA-256, permissions, owner and time it had when the backup was taken, and no other file is there.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Restored;

    /// <inheritdoc/>
    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        if (context.Backup.Files is not { } manifest)
        {
            return VerificationAnswer.CouldNotAsk("the backup has no file manifest to compare with");
        }

        var absent = (wanted ?? []).Where(path => manifest.Below([path]).Files.Count == 0).Select(NeverHeld).ToList();
        if (manifest.Files.Count == 0 && absent.Count == 0)
        {
            return VerificationAnswer.CouldNotAsk("the file manifest names no files");
        }

        if (context.Files is not { } restored)
        {
            return VerificationAnswer.CouldNotAsk("no files were restored");
        }

        var expected = manifest.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var findings = new List<Finding>(absent);
        var (files, bytes) = (0, 0L);
        await foreach (var file in restored.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            files++;
            bytes += file.SizeBytes;
            findings.AddRange(expected.Remove(file.Path, out var promised) ? Differences(promised, file) : [NotPromised(file)]);
        }

        findings.AddRange(expected.Values.Select(NotThere));
        return VerificationAnswer.Looked(
            string.Create(CultureInfo.InvariantCulture, $"{files} of {manifest.Files.Count} entries, {new ByteCount(bytes)}"),
            [.. findings.OrderBy(finding => finding.Subject, StringComparer.Ordinal).ThenBy(finding => finding.Code, StringComparer.Ordinal)]);
    }

    private static IEnumerable<Finding> Differences(FileManifestEntry expected, FileManifestEntry observed)
    {
        if (expected.Kind != observed.Kind)
        {
            yield return Of(WrongKind, expected, expected.Kind, observed.Kind, "It is another kind of entry than when the backup was taken.");
            yield break;
        }

        if (expected.SizeBytes != observed.SizeBytes)
        {
            yield return Of(
                WrongSize, expected, Bytes(expected.SizeBytes), Bytes(observed.SizeBytes), observed.SizeBytes < expected.SizeBytes
                    ? "The file was cut short."
                    : "The file is longer than when the backup was taken.");
        }
        else if (!string.Equals(expected.Sha256, observed.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            yield return Of(
                WrongContent, expected, $"SHA-256 {expected.Sha256}", $"SHA-256 {observed.Sha256}", "The size is right and the content is not.");
        }

        if (expected.Mode != observed.Mode)
        {
            yield return Of(WrongMode, expected, $"mode {expected.Mode}", $"mode {observed.Mode}", "The permissions are not the ones it had.");
        }

        if ((expected.UserId, expected.GroupId) != (observed.UserId, observed.GroupId))
        {
            yield return Of(WrongOwner, expected, Owner(expected), Owner(observed), "It belongs to somebody else than when the backup was taken.");
        }

        if (expected.ModifiedAt.ToUnixTimeSeconds() != observed.ModifiedAt.ToUnixTimeSeconds())
        {
            yield return Of(
                WrongTime, expected, Instant(expected.ModifiedAt), Instant(observed.ModifiedAt), "It was last changed at another time.");
        }
    }

    private static Finding NeverHeld(string path) => new()
    {
        Code = NotInBackup,
        Subject = $"file {path}",
        Expected = "in the file manifest of the backup",
        Observed = "not there",
        Statement = "It is wanted back, and the backup never held it: was it written after the backup was taken?",
    };

    private static Finding NotThere(FileManifestEntry expected) =>
        Of(Missing, expected, $"{expected.Kind} of {Bytes(expected.SizeBytes)}", "nothing", "It was in the backup's file manifest and is not there.");

    private static Finding NotPromised(FileManifestEntry observed) =>
        Of(Unexpected, observed, "nothing", $"{observed.Kind} of {Bytes(observed.SizeBytes)}", "It is there, and the file manifest does not name it.");

    private static Finding Of(string code, FileManifestEntry entry, string expected, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"{entry.Kind} {entry.Path}",
        Expected = expected,
        Observed = observed,
        Statement = statement,
    };

    private static string Bytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");

    private static string Owner(FileManifestEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"user {entry.UserId}, group {entry.GroupId}");

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
