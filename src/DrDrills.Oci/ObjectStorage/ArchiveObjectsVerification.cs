using System.Globalization;
using DrDrills.Verification;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>The objects of an archive against its manifest, before anything is read.</summary>
/// <param name="source">Where the backup under drill was listed.</param>
public sealed class ArchiveObjectsVerification(ObjectStorageBackupSource source) : IVerification
{
    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("archive-objects");

    /// <inheritdoc/>
    public string Title => "Archive objects";

    /// <inheritdoc/>
    public string Proves => "Every file of the archive is there with all its parts, with the size it had when it was taken, and nothing else is.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Fetched;

    /// <inheritdoc/>
    public Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        var layout = source.LayoutOf(context.Backup);
        if (layout.Files.Count == 0)
        {
            return Task.FromResult(VerificationAnswer.CouldNotAsk("the archive's manifest names no files"));
        }

        var objects = layout.Objects.ToList();
        return Task.FromResult(VerificationAnswer.Looked(
            string.Create(CultureInfo.InvariantCulture, $"{layout.Files.Count} files in {objects.Count} objects, {context.Backup.Size}"),
            [.. layout.Files.SelectMany(Look), .. layout.Unnamed.Select(Unnamed)]));
    }

    private static IEnumerable<Finding> Look(ArchivedFile file)
    {
        foreach (var missing in file.Missing)
        {
            yield return Finding("DRF514", missing, "an object", "no object", $"A part of file '{file.Expected.Path}' is missing from the archive.");
        }

        if (file.Missing.Count == 0 && file.Size != file.Expected.SizeBytes)
        {
            yield return Finding(
                "DRF515",
                file.Parts[0].Name,
                string.Create(CultureInfo.InvariantCulture, $"{file.Expected.SizeBytes} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"{file.Size} bytes in {file.Parts.Count} objects"),
                $"File '{file.Expected.Path}' has another size in the archive than when it was taken.");
        }
    }

    private static Finding Unnamed(ArchivedObject one) =>
        Finding("DRF516", one.Name, "no such object", string.Create(CultureInfo.InvariantCulture, $"{one.Size} bytes"), "The archive holds an object that its manifest does not name.");

    private static Finding Finding(string code, string name, string expected, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"object {name}",
        Expected = expected,
        Observed = observed,
        Statement = statement,
    };
}
