using System.Data.Common;
using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Manifests.Fingerprints;

namespace DrDrills.PostgreSql.Manifests;

/// <summary>Reads from a database what a backup of it must contain.</summary>
/// <remarks>
/// Read-only; everything comes from one snapshot, except the positions of sequences, which stand outside snapshots: take the manifest
/// before the backup begins or beside it, and call <see cref="SettleSequencesAsync"/> after it.
/// </remarks>
public static class ManifestTaker
{
    private const int MostNamed = 5;

    /// <summary>Takes the manifest of the database that <paramref name="source"/> connects to.</summary>
    /// <param name="source">Connections as a role that may read everything; stays the caller's.</param>
    /// <param name="options">Name, snapshot, parallelism.</param>
    /// <param name="progress">Told of every digested run of blocks, from any thread; or null.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="CaptureFailedException">
    /// The server refused or went away (<c>DR1511</c>), a table's storage is damaged (<c>DR1512</c>), or a table was emptied or written anew
    /// meanwhile, so that its rows of that moment can no longer be read (<c>DR1514</c>).
    /// </exception>
    public static async Task<BackupManifest> TakeAsync(
        DbDataSource source,
        ManifestOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        try
        {
            var session = await PinnedSession.OpenAsync(source, options.SnapshotId, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                return await TakeAsync(source, session, options, progress, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DbException e)
        {
            throw new CaptureFailedException(
                "DR1511",
                $"manifest {options.BackupId}",
                $"The manifest '{options.BackupId}' could not be taken: {e.Message.Split('\n')[0].TrimEnd()}",
                ReadingFailure.HintOf(e, "can the role read every table, sequence and large object, and is the server still up?"),
                cause: e);
        }
    }

    /// <summary>
    /// Reads the sequences again and notes those that moved since <paramref name="manifest"/> was taken: call it when the backup is done.
    /// </summary>
    public static async Task<BackupManifest> SettleSequencesAsync(
        DbDataSource source, BackupManifest manifest, CancellationToken cancellationToken)
    {
        var session = await PinnedSession.OpenAsync(source, null, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var now = (await SequenceReader.ReadAsync(session, cancellationToken).ConfigureAwait(false))
                .ToDictionary(sequence => (sequence.Schema, sequence.Name));
            return manifest with
            {
                Sequences = [.. manifest.Sequences.Select(then =>
                    now.TryGetValue((then.Schema, then.Name), out var later)
                    && (later.LastValue != then.LastValue || later.IsCalled != then.IsCalled)
                        ? then with { MovedTo = later.LastValue }
                        : then)],
            };
        }
    }

    private static async Task<BackupManifest> TakeAsync(
        DbDataSource source,
        PinnedSession session,
        ManifestOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        var snapshot = options.SnapshotId ?? await session.ExportSnapshotAsync(cancellationToken).ConfigureAwait(false);
        var (takenAt, described) = await SourceReader.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var sequences = await SequenceReader.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var contents = await DatabaseDigest
            .ReadAsync(source, options.Digest, snapshot, options.Parallelism, progress, cancellationToken)
            .ConfigureAwait(false);
        if (contents.FirstOrDefault(content => content.Unreadable is not null) is { } damaged)
        {
            throw new CaptureFailedException(
                "DR1512",
                $"table {damaged.Table.Schema}.{damaged.Table.Name}",
                $"Table '{damaged.Table.Schema}.{damaged.Table.Name}' cannot be read in full: {damaged.Unreadable}",
                "the source itself is damaged; look for an older backup that holds the table.");
        }

        var read = contents.Select(content => (content.Table.Schema, content.Table.Name)).ToHashSet();
        var rewritten = (await RewrittenTables.ReadAsync(session, cancellationToken).ConfigureAwait(false)).Where(read.Contains).ToList();
        if (rewritten.Count > 0)
        {
            var names = string.Join(", ", rewritten.Take(MostNamed).Select(table => $"'{table.Schema}.{table.Name}'"))
                + (rewritten.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {rewritten.Count - MostNamed} more tables") : "");
            throw new CaptureFailedException(
                "DR1514",
                $"manifest {options.BackupId}",
                $"The manifest '{options.BackupId}' could not be taken: another session emptied or wrote anew {names} meanwhile, so that the rows of the moment of the backup can no longer be read",
                "take it again while no TRUNCATE, ALTER TABLE, VACUUM FULL, CLUSTER or REFRESH MATERIALIZED VIEW runs there.");
        }

        return new BackupManifest
        {
            BackupId = options.BackupId,
            TakenAt = takenAt,
            Source = described,
            DigestAlgorithm = options.Digest.Algorithm,
            Tables = [.. contents
                .Select(content => new ManifestTable(
                    content.Table.Schema, content.Table.Name, content.Part.Rows, content.Part.ToHex()))
                .OrderBy(table => table.Schema, StringComparer.Ordinal).ThenBy(table => table.Name, StringComparer.Ordinal)],
            Objects = await SchemaFingerprints.ReadAsync(session, cancellationToken).ConfigureAwait(false),
            Sequences = sequences,
            LargeObjects = await LargeObjectReader.ReadAsync(session, cancellationToken).ConfigureAwait(false),
            Roles = await RoleReader.ReadNeededAsync(session, cancellationToken).ConfigureAwait(false),
            Extensions = await ExtensionReader.ReadAsync(session, cancellationToken).ConfigureAwait(false),
            Collations = await CollationReader.ReadRecordedAsync(session, cancellationToken).ConfigureAwait(false),
        };
    }
}
