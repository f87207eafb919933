using System.Runtime.CompilerServices;
using DrDrills.Errors;
using DrDrills.Verification;

namespace DrDrills.Evidence;

/// <summary>The evidence records that checks left in one folder, for the next one of the same source to be held against.</summary>
/// <param name="folder">Where they are kept; made when the first is.</param>
/// <param name="system">Name of the source in <c>drdrills.json</c>, or null where nobody named it.</param>
public sealed class ProofHistory(DirectoryInfo folder, string? system = null)
{
    /// <summary>So many of the newest records are looked through.</summary>
    private const int MostRecords = 500;

    /// <summary>Where the records are kept.</summary>
    public DirectoryInfo Folder => folder;

    /// <summary>The newest proof of the same source whose backup is not younger than the one in hand.</summary>
    /// <param name="source">What the copy in hand is known by.</param>
    /// <param name="takenAt">UTC instant of the backup in hand, or null where it is not known.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The proof, or null where there is none; and the names of records that could not be read.</returns>
    public async Task<(EarlierProof? Proof, IReadOnlyList<string> Unread)> FindAsync(
        SourceNames source, DateTimeOffset? takenAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var wanted = source with { System = system };
        var unread = new List<string>();
        await foreach (var record in ProofsAsync(unread, cancellationToken).ConfigureAwait(false))
        {
            if (Counts(record, takenAt) is { } counts && counts.Source.AreOf(wanted))
            {
                return (new EarlierProof(record.RecordId, record.Timing.EndedAt, counts), unread);
            }
        }

        return (null, unread);
    }

    /// <summary>What files of the same name and origin held when they were proven last; those that no proof knows are left out.</summary>
    /// <param name="files">The files in hand.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The proven files, and the names of records that could not be read.</returns>
    public async Task<(IReadOnlyList<ProvenFile> Proven, IReadOnlyList<string> Unread)> FindFilesAsync(
        IReadOnlyCollection<FileContent> files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        var wanted = files.Select(file => (file.Path, file.Origin)).ToHashSet();
        var proven = new List<ProvenFile>();
        var unread = new List<string>();
        await foreach (var record in ProofsAsync(unread, cancellationToken).ConfigureAwait(false))
        {
            proven.AddRange((record.Checks.Files is { IsStated: true, Value: var known } ? known : [])
                .Where(file => wanted.Remove((file.Path, file.Origin)))
                .Select(file => new ProvenFile(record.RecordId, record.Timing.EndedAt, file)));
            if (wanted.Count == 0)
            {
                break;
            }
        }

        return (proven, unread);
    }

    /// <summary>Keeps a record, whatever it came to; only one that passed is ever compared with.</summary>
    /// <exception cref="EvidenceNotWrittenException">It could not be written.</exception>
    public Task<FileInfo> KeepAsync(EvidenceRecord record, CancellationToken cancellationToken) =>
        EvidenceJson.WriteAsync(record, folder, cancellationToken);

    /// <summary>Records of checks that passed, the newest first.</summary>
    private async IAsyncEnumerable<EvidenceRecord> ProofsAsync(
        List<string> unread, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        folder.Refresh();
        var files = folder.Exists ? folder.GetFiles("*" + EvidenceJson.FileSuffix) : [];

        // A record's name begins with the UTC time of its run.
        foreach (var file in files.OrderByDescending(file => file.Name, StringComparer.Ordinal).Take(MostRecords))
        {
            EvidenceRecord? record = null;
            try
            {
                record = await EvidenceJson.ReadAsync(file.FullName, cancellationToken).ConfigureAwait(false);
            }
            catch (EvidenceNotWrittenException)
            {
                unread.Add(file.Name);
            }

            if (record is { Kind: EvidenceKind.RecoveryDrill, Outcome.ProvesRecovery: true })
            {
                yield return record;
            }
        }
    }

    private static RowCounts? Counts(EvidenceRecord record, DateTimeOffset? takenAt) =>
        record.Checks.RowCounts.IsStated && !(record.Source is { IsStated: true, Value.CreatedAt: { IsStated: true } created } && created.Value > takenAt)
            ? record.Checks.RowCounts.Value.Counts
            : null;
}
