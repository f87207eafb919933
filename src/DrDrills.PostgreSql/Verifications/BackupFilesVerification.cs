using System.Collections.Concurrent;
using System.Globalization;
using DrDrills.Backups;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>The fetched files against the manifest, before a restore is spent on them.</summary>
public sealed class BackupFilesVerification : IVerification
{
    /// <summary>The manifest lies beside the files and cannot name itself.</summary>
    private const string ManifestName = "manifest.json";

    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("backup-files");

    /// <inheritdoc/>
    public string Title => "Backup files";

    /// <inheritdoc/>
    public string Proves => "Every file of the backup is there with the size and SHA-256 it had when it was taken, and no other.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Fetched;

    /// <inheritdoc/>
    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        if (context.Manifest is not { } manifest)
        {
            return VerificationAnswer.CouldNotAsk("the backup has no manifest to compare with");
        }

        if (manifest.Files.Count == 0)
        {
            return VerificationAnswer.CouldNotAsk("the manifest names no files");
        }

        if (context.FetchedFiles is not { Exists: true } folder)
        {
            return VerificationAnswer.CouldNotAsk("no files were fetched");
        }

        var findings = new ConcurrentBag<Finding>();
        await Parallel.ForEachAsync(
            manifest.Files,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, context.Parallelism), CancellationToken = cancellationToken },
            async (file, stop) =>
            {
                if (await LookAsync(folder, file, stop).ConfigureAwait(false) is { } finding)
                {
                    findings.Add(finding);
                }
            }).ConfigureAwait(false);

        var bytes = new ByteCount(manifest.Files.Sum(file => file.SizeBytes));
        return VerificationAnswer.Looked(
            string.Create(CultureInfo.InvariantCulture, $"{manifest.Files.Count} files, {bytes}"),
            [.. findings.Concat(Unexpected(folder, manifest)).OrderBy(finding => finding.Subject, StringComparer.Ordinal)]);
    }

    private static async Task<Finding?> LookAsync(DirectoryInfo folder, ManifestFile file, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(Path.Combine(folder.FullName, file.Path));
        if (!path.StartsWith(folder.FullName.TrimEnd('/') + "/", StringComparison.Ordinal))
        {
            return Finding("DRF205", file.Path, "a path inside the backup", "a path outside of it", "The manifest names a file outside the backup.");
        }

        var info = new FileInfo(path);
        if (!info.Exists)
        {
            return Finding("DRF201", file.Path, Bytes(file.SizeBytes), "no file", "A file of the backup is missing.");
        }

        if (info.Length != file.SizeBytes)
        {
            return Finding("DRF202", file.Path, Bytes(file.SizeBytes), Bytes(info.Length),
                info.Length < file.SizeBytes ? "The file was cut short." : "The file is longer than when it was taken.");
        }

        var digest = await Sha256Digest.OfFileAsync(path, cancellationToken).ConfigureAwait(false);
        return digest == Sha256Digest.Parse(file.Sha256)
            ? null
            : Finding("DRF203", file.Path, $"SHA-256 {file.Sha256}", $"SHA-256 {digest.Hex}", "The file has its size but not its content.");
    }

    /// <summary>Files that the manifest does not name; a note only in a top folder of which it names nothing, such as a WAL archive beside.</summary>
    private static IEnumerable<Finding> Unexpected(DirectoryInfo folder, BackupManifest manifest)
    {
        var named = manifest.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var tops = manifest.Files.Select(file => Top(file.Path)).ToHashSet(StringComparer.Ordinal);
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        return folder.EnumerateFiles("*", options)
            .Select(file => (Path: Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/'), file.Length))
            .Where(file => file.Path != ManifestName && !named.Contains(file.Path))
            .Select(file => Finding(
                "DRF204", file.Path, "no such file", Bytes(file.Length), "The backup holds a file that the manifest does not name.")
                with
                {
                    Severity = tops.Contains(Top(file.Path)) ? FindingSeverity.Error : FindingSeverity.Note,
                });
    }

    private static string Top(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : "";

    private static string Bytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");

    private static Finding Finding(string code, string path, string expected, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"file {path}",
        Expected = expected,
        Observed = observed,
        Statement = statement,
    };
}
