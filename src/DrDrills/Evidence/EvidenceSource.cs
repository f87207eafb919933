using DrDrills.Backups;
using DrDrills.Drills;

namespace DrDrills.Evidence;

/// <summary>The backup that was restored and the system that it was taken from.</summary>
public sealed record EvidenceSource
{
    private const string NoManifest = "No manifest was taken with the backup.";

    /// <value>The system under drill.</value>
    public required string System { get; init; }

    /// <value>Kind of backup, in the words of the tool that made it.</value>
    public required string Format { get; init; }

    /// <value>The tool that made it, with its version.</value>
    public required string Tool { get; init; }

    /// <value>Its name within its source.</value>
    public required string BackupId { get; init; }

    /// <value>UTC instant that its content stands for.</value>
    public required Stated<DateTimeOffset> CreatedAt { get; init; }

    /// <value>Size of all its files, in bytes.</value>
    public required long SizeBytes { get; init; }

    /// <value>SHA-256 of its manifest, which holds the SHA-256 of each of its files.</value>
    public required Stated<string> ManifestSha256 { get; init; }

    /// <value>Where it lies, without credentials.</value>
    public required string Location { get; init; }

    /// <value>Region and account of the place.</value>
    public required Stated<string> Account { get; init; }

    /// <value>Whether the place protects it from change and deletion.</value>
    public required Stated<string> Immutability { get; init; }

    /// <value>Key and key version that it is encrypted with; never the key.</value>
    public required Stated<string> Encryption { get; init; }

    /// <value>PostgreSQL's system identifier of the source.</value>
    public required Stated<string> SystemIdentifier { get; init; }

    /// <value>Version of the source's server.</value>
    public required Stated<string> EngineVersion { get; init; }

    /// <value>Extensions of the source with their versions, by name.</value>
    public required Stated<IReadOnlyList<string>> Extensions { get; init; }

    /// <value>Default collation of the source, its provider and its version.</value>
    public required Stated<string> Collation { get; init; }

    /// <value>How the backup was chosen, among how many.</value>
    public required string Selection { get; init; }

    internal static Stated<EvidenceSource> Of(DrillRun run) => run.Backup is { } backup
        ? Stated.Of(Of(run.Plan.System, backup))
        : Stated.NotMeasured<EvidenceSource>("No backup was found.");

    private static EvidenceSource Of(string system, BackupDescriptor backup)
    {
        var source = backup.Manifest?.Source;
        return new EvidenceSource
        {
            System = system,
            Format = backup.Format.Name,
            Tool = backup.Tool,
            BackupId = backup.Id.Value,
            CreatedAt = Stated.OrNotMeasured(backup.TakenAt, "The backup does not say when it was taken."),
            SizeBytes = backup.Size.Bytes,
            ManifestSha256 = Stated.OrNotMeasured(backup.ManifestDigest?.Hex, NoManifest),
            Location = backup.Location,
            Account = backup.Location.StartsWith('/') || backup.Location.StartsWith("file:", StringComparison.Ordinal)
                ? Stated.NotApplicable<string>("The backup lies in a file system, which has no account and no region.")
                : backup.Place?.Account is { } account
                    ? Stated.Of(account)
                    : Stated.NotRecorded<string>("The place where the backup lies did not say."),
            Immutability = Stated.OrNotMeasured(
                backup.Place?.Immutability, "The place where the backup lies was not asked for its locks."),
            Encryption = Stated.OrNotMeasured(
                backup.Place?.Encryption, "The place where the backup lies was not asked for its keys."),
            SystemIdentifier = Stated.OrNotMeasured(source?.SystemIdentifier, NoManifest),
            EngineVersion = Stated.OrNotMeasured(source?.ServerVersion, NoManifest),
            Extensions = Stated.OrNotMeasured<IReadOnlyList<string>>(
                backup.Manifest is { } manifest ? [.. manifest.Extensions.Select(e => $"{e.Name} {e.Version}")] : null, NoManifest),
            Collation = Stated.OrNotMeasured(
                source is null ? null : $"{source.Collation}, {source.CollationProvider} {source.CollationVersion ?? "without a version"}", NoManifest),
            Selection = backup.Selection,
        };
    }
}
