using System.Text;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>Backups in a bucket: below a prefix, each in a folder of its own with <c>manifest.json</c> and the files that it names, whole or in parts.</summary>
/// <remarks>
/// Reads in parallel ranges, each held to the etag that was listed. What lies in the archive tier is brought back first. Every byte is held
/// against the checksum that the service keeps of its object, every file against the manifest, on the way.
/// </remarks>
public sealed class ObjectStorageBackupSource : IBackupStreamSource
{
    private readonly ObjectStorageOptions _options;
    private readonly OciTenancy _tenancy;
    private readonly ArchivePlaces _places;
    private readonly List<string> _deviations = [];
    private readonly Dictionary<string, ArchiveLayout> _layouts = new(StringComparer.Ordinal);

    /// <summary>Asks for nothing yet.</summary>
    public ObjectStorageBackupSource(OciTenancy tenancy, ObjectStorageOptions options)
    {
        _options = options;
        _tenancy = tenancy;
        _places = new ArchivePlaces(
            new ObjectBucket(tenancy, options.Region, options.Bucket, options.Prefix),
            options.CopyRegion is null ? null : new ObjectBucket(tenancy, options.CopyRegion, options.CopyBucket ?? options.Bucket, options.Prefix),
            options);
    }

    /// <inheritdoc/>
    public string Location => $"oci://{_options.Region}/{_options.Bucket}/{_options.Prefix}";

    /// <inheritdoc/>
    public IReadOnlyList<string> Deviations => _deviations;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BackupDescriptor>> ListAsync(CancellationToken cancellationToken)
    {
        var objects = await _places.AskAsync([], bucket => bucket.ListAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        var manifests = objects.Where(one => one.Name == ArchiveLayout.ManifestName || one.Name.EndsWith("/" + ArchiveLayout.ManifestName, StringComparison.Ordinal)).ToList();
        if (manifests.Count == 0)
        {
            throw new BackupNotFoundException(
                "DR4122",
                _options.Bucket,
                $"No backup is in '{Location}': none of its {objects.Count} objects is named '{ArchiveLayout.ManifestName}'.",
                "is the prefix right, and did the backup job upload the manifest, last of all?",
                string.Join('\n', objects.Take(20).Select(one => one.Name)));
        }

        // What a backup holds is told by its manifest; an archived one has to come back before it tells anything.
        await BringBackAsync(manifests, null, cancellationToken).ConfigureAwait(false);
        var place = await _places.AskAsync(manifests, bucket => bucket.PlaceAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        var found = new List<BackupDescriptor>();
        foreach (var manifest in manifests)
        {
            found.Add(await DescribeAsync(manifest, objects, place, cancellationToken).ConfigureAwait(false));
        }

        return [.. found.OrderByDescending(backup => backup.TakenAt).ThenByDescending(backup => backup.Id.Value, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async Task<string> PrepareAsync(BackupDescriptor backup, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        var objects = LayoutOf(backup).Objects.ToList();
        var (count, took) = await BringBackAsync(objects, progress, cancellationToken).ConfigureAwait(false);
        return ArchiveWait.Words(objects.Count, count, took);
    }

    /// <inheritdoc/>
    public async Task<IStreamedBackup> OpenAsync(BackupDescriptor backup, CancellationToken cancellationToken) =>
        LayoutOf(backup).Files is [var file]
            ? await OpenAsync(file, cancellationToken).ConfigureAwait(false)
            : throw new BackupUnreadableException(
                "DR4106",
                backup.Id.Value,
                $"Backup '{backup.Id}' cannot flow: it is {LayoutOf(backup).Files.Count} files, and only one file can.",
                "fetch it, or dump in custom format.");

    /// <inheritdoc/>
    public async Task<ByteCount> FetchAsync(
        BackupDescriptor backup, DirectoryInfo destination, IProgress<ByteCount>? progress, CancellationToken cancellationToken)
    {
        _deviations.Clear();
        await PrepareAsync(backup, null, cancellationToken).ConfigureAwait(false);
        var brought = 0L;
        foreach (var file in LayoutOf(backup).Files)
        {
            var stream = await OpenAsync(file, cancellationToken).ConfigureAwait(false);
            await using var _ = stream.ConfigureAwait(false);
            brought = await ArchiveDownload.WriteAsync(stream, file, destination, brought, progress, cancellationToken).ConfigureAwait(false);
            var outcome = await stream.EndAsync(cancellationToken).ConfigureAwait(false);
            _deviations.AddRange(outcome.Deviations);
            if (outcome.Findings.Count > 0)
            {
                throw new BackupRefusedException(
                    "DR4108", backup.Id.Value, outcome.Findings, "restore an older backup, or the same one from its copy in the other region.");
            }
        }

        return new ByteCount(brought);
    }

    /// <summary>What a backup is made of, as it was listed.</summary>
    internal ArchiveLayout LayoutOf(BackupDescriptor backup) => _layouts.TryGetValue(backup.Location, out var layout)
        ? layout
        : throw new ArgumentException($"Backup '{backup.Id}' was not listed by '{Location}'.", nameof(backup));

    private Task<(int Count, TimeSpan Took)> BringBackAsync(
        IReadOnlyList<ArchivedObject> objects, IProgress<StageProgress>? progress, CancellationToken cancellationToken) => _places.AskAsync(
        objects,
        bucket => new ArchiveWait(bucket, _options).BringBackAsync([.. objects.Select(_places.Here)], progress, cancellationToken),
        cancellationToken);

    private async Task<StreamedArchive> OpenAsync(ArchivedFile file, CancellationToken cancellationToken)
    {
        if (file.Missing is [var missing, ..])
        {
            throw new BackupUnreadableException(
                "DR4107",
                missing,
                $"{file.Missing.Count} objects of file '{file.Expected.Path}' are missing in {_places.Current.Subject}; the first is '{missing}'.",
                "did the upload end early, or did somebody delete it? Look at the other region's copy.");
        }

        var sums = new List<ObjectSums>();
        foreach (var part in file.Parts)
        {
            sums.Add(new ObjectSums(
                part, await _places.AskAsync(file.Parts, bucket => bucket.HeadAsync(part, cancellationToken), cancellationToken).ConfigureAwait(false)));
        }

        var reader = ReaderOf(file.Parts);
        return new StreamedArchive(file, _places, reader, sums, new RangedStream(reader, _options, sums));
    }

    private async Task<BackupDescriptor> DescribeAsync(
        ArchivedObject named, IReadOnlyList<ArchivedObject> objects, BackupPlace place, CancellationToken cancellationToken)
    {
        var folder = named.Name[..^ArchiveLayout.ManifestName.Length];
        var location = $"oci://{_options.Region}/{_options.Bucket}/{folder}";
        var bytes = await ReadAsync(named, cancellationToken).ConfigureAwait(false);
        var manifest = ManifestJson.Parse(Encoding.UTF8.GetString(bytes), location + ArchiveLayout.ManifestName);
        var layout = _layouts[location] = ArchiveLayout.Of(folder, manifest, objects);
        return new BackupDescriptor
        {
            Id = new BackupId(manifest.BackupId),
            Format = new BackupFormat(manifest.Backup?.Format ?? "unknown"),
            Location = location,
            Tool = manifest.Backup is { } made ? $"{made.Tool} {made.ToolVersion}" : "unknown",
            TakenAt = manifest.TakenAt,
            Size = new ByteCount(layout.Objects.Sum(one => one.Size)),
            Manifest = manifest,
            ManifestDigest = Sha256Digest.Of(bytes),
            Place = place,
        };
    }

    private RangeReader ReaderOf(IReadOnlyList<ArchivedObject> together) => new(_places, together, _tenancy.Options.Patience, _options);

    private async Task<byte[]> ReadAsync(ArchivedObject one, CancellationToken cancellationToken)
    {
        var bytes = new byte[one.Size];
        await ReaderOf([one]).ReadAsync(new ObjectRange(one, 0, bytes.Length), bytes, cancellationToken).ConfigureAwait(false);
        return bytes;
    }
}
