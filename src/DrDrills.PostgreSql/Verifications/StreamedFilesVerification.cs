using System.Globalization;
using DrDrills.Backups;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>The files of a backup that was restored while it flowed, against the manifest.</summary>
/// <remarks>Asked after the restore in place of <see cref="BackupFilesVerification"/>, whose name it bears: only then is it known what flowed.</remarks>
public sealed class StreamedFilesVerification : IVerification
{
    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("backup-files");

    /// <inheritdoc/>
    public string Title => "Backup files";

    /// <inheritdoc/>
    public string Proves => "Every file of the backup had, as it flowed into the restore, the size and SHA-256 it had when it was taken.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Restored;

    /// <inheritdoc/>
    public Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        if (context.Manifest is not { Files.Count: > 0 } manifest)
        {
            return Task.FromResult(VerificationAnswer.CouldNotAsk("the backup has no manifest that names its files"));
        }

        if (context.StreamedFiles is not { Count: > 0 } streamed)
        {
            return Task.FromResult(VerificationAnswer.CouldNotAsk("no file of the backup flowed into the restore"));
        }

        var flowed = streamed.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var findings = manifest.Files.Select(file => FlowedFile.Look(file, flowed.GetValueOrDefault(file.Path)))
            .Concat(streamed.Where(file => manifest.Files.All(named => named.Path != file.Path)).Select(FlowedFile.Unexpected))
            .OfType<Finding>()
            .OrderBy(finding => finding.Subject, StringComparer.Ordinal)
            .ToList();
        var bytes = new ByteCount(streamed.Sum(file => file.SizeBytes));
        return Task.FromResult(VerificationAnswer.Looked(
            string.Create(CultureInfo.InvariantCulture, $"{streamed.Count} files, {bytes}, on the way into the restore"), findings));
    }
}
