using System.Globalization;
using DrDrills.Backups;
using DrDrills.Verification;

namespace DrDrills.Oci.Configurations;

/// <summary>Whether the files of a configuration are those of its newest manifest, before anything is done by them.</summary>
public sealed class ConfigurationFilesVerification : IVerification
{
    /// <summary>A file is not the one that the manifest names.</summary>
    public const string AnotherVersion = "DRF548";

    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("configuration-files");

    /// <inheritdoc/>
    public string Title => "Configuration files";

    /// <inheritdoc/>
    public string Proves => "Every file of the configuration is the version that was in force, byte for byte; none is missing, none is more.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Fetched;

    /// <inheritdoc/>
    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        if (context?.FetchedFiles is not { } folder)
        {
            return VerificationAnswer.CouldNotAsk("no file was fetched");
        }

        var path = Path.Combine(folder.FullName, ConfigurationLayout.Manifest);
        if (!File.Exists(path))
        {
            return VerificationAnswer.CouldNotAsk($"the backup has no '{ConfigurationLayout.Manifest}' to compare with");
        }

        var manifest = await FileManifestJson.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        var findings = new List<Finding>();
        foreach (var entry in manifest.Files)
        {
            var file = new FileInfo(Path.Combine(folder.FullName, entry.Path));
            var digest = file.Exists ? (await Sha256Digest.OfFileAsync(file.FullName, cancellationToken).ConfigureAwait(false)).Hex : null;
            if (digest != entry.Sha256)
            {
                findings.Add(Of(entry.Path, $"SHA-256 {entry.Sha256}", digest is null ? "no file" : $"SHA-256 {digest}"));
            }
        }

        var more = Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories)
            .Select(found => Path.GetRelativePath(folder.FullName, found))
            .Except([ConfigurationLayout.Manifest, .. manifest.Files.Select(entry => entry.Path)], StringComparer.Ordinal);
        findings.AddRange(more.Order(StringComparer.Ordinal).Select(name => Of(name, "no file", "a file")));
        return VerificationAnswer.Looked(string.Create(CultureInfo.InvariantCulture, $"{manifest.Files.Count} files"), findings);
    }

    private static Finding Of(string path, string expected, string observed) => new()
    {
        Code = AnotherVersion,
        Subject = $"file {path}",
        Expected = expected,
        Observed = observed,
        Statement = "The backup gives another version of this file than the one that was in force.",
    };
}
