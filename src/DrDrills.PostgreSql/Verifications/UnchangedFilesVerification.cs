using System.Globalization;
using System.Text;
using DrDrills.Backups;
using DrDrills.Evidence;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>The files of a dump without a manifest against what they held when the same backup was proven before.</summary>
/// <remarks>
/// Dumps in text carry no checksums: a value that decays into another one restores without complaint. But a file that was proven once cannot
/// change any more. That it is the same file, and was not written anew, is told by what pg_dump says of its run; where it says nothing, by the
/// time at which the file was written last. A first check has nothing to be held against and says so.
/// </remarks>
/// <param name="history">What was proven before.</param>
internal sealed class UnchangedFilesVerification(ProofHistory history) : IVerification
{
    public VerificationId Id { get; } = VerificationId.Parse("unchanged-files");

    public string Title => "Unchanged files";

    public string Proves => "No file of the backup holds anything else than it did when it was proven before.";

    public VerificationMoment Moment => VerificationMoment.Fetched;

    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        if (context.FetchedFiles is not { Exists: true } folder)
        {
            return VerificationAnswer.CouldNotAsk("no files were fetched");
        }

        var files = new List<FileContent>();
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/');
            if (OriginOf(file, path, context.Backup.Location) is { } origin)
            {
                var digest = await Sha256Digest.OfFileAsync(file.FullName, cancellationToken).ConfigureAwait(false);
                files.Add(new FileContent(path, file.Length, digest.Hex, Sha256Digest.Of(Encoding.UTF8.GetBytes(origin)).Hex));
            }
        }

        var (proven, unread) = await history.FindFilesAsync(files, cancellationToken).ConfigureAwait(false);
        var scope = string.Create(
            CultureInfo.InvariantCulture,
            $"{files.Count} files, {new ByteCount(files.Sum(file => file.SizeBytes))}; {Against(proven, unread)}");
        return VerificationAnswer.Looked(scope, [.. Compare(files, proven)]).Reading(files);
    }

    private static string? OriginOf(FileInfo file, string path, string location)
    {
        var contents = Path.Combine(file.DirectoryName!, "toc.dat");
        var written = new FileInfo(File.Exists(location) ? location : Path.Combine(location, path));
        return DumpHead.OfFile(file.FullName)?.Origin
            ?? (File.Exists(contents) ? DumpHead.OfFile(contents)?.Origin : null)
            ?? (written.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} bytes, written {written.LastWriteTimeUtc:O}") : null);
    }

    private string Against(IReadOnlyList<ProvenFile> proven, IReadOnlyList<string> unread) => proven.Count > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{proven.Count} held against proof {proven[0].RecordId}")
        : $"held against nothing: no earlier proof of these files is in '{history.Folder.FullName}'"
            + (unread.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", where {unread.Count} records could not be read"));

    private static IEnumerable<Finding> Compare(IReadOnlyList<FileContent> files, IReadOnlyList<ProvenFile> proven) =>
        from before in proven
        join now in files on before.File.Path equals now.Path
        where now.Sha256 != before.File.Sha256
        select new Finding
        {
            Code = "DRF206",
            Subject = $"file {now.Path}",
            Expected = string.Create(
                CultureInfo.InvariantCulture, $"SHA-256 {before.File.Sha256}, as in the proof of {before.EndedAt.UtcDateTime:yyyy-MM-dd}"),
            Observed = $"SHA-256 {now.Sha256}",
            Statement = "The file was not written anew, yet does not hold what it did when it was proven: it was damaged or edited since. "
                + "One that was edited on purpose is checked under another name.",
        };
}
