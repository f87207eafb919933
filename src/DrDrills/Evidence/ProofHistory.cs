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
        folder.Refresh();
        var files = folder.Exists ? folder.GetFiles("*" + EvidenceJson.FileSuffix) : [];

        // A record's name begins with the UTC time of its run.
        foreach (var file in files.OrderByDescending(file => file.Name, StringComparer.Ordinal).Take(MostRecords))
        {
            try
            {
                var record = await EvidenceJson.ReadAsync(file.FullName, cancellationToken).ConfigureAwait(false);
                if (Proves(record, takenAt) && record.Checks.RowCounts.Value.Counts is var counts && counts.Source.AreOf(wanted))
                {
                    return (new EarlierProof(record.RecordId, record.Timing.EndedAt, counts), unread);
                }
            }
            catch (EvidenceNotWrittenException)
            {
                unread.Add(file.Name);
            }
        }

        return (null, unread);
    }

    /// <summary>Keeps a record, whatever it came to; only one that passed is ever compared with.</summary>
    /// <exception cref="EvidenceNotWrittenException">It could not be written.</exception>
    public Task<FileInfo> KeepAsync(EvidenceRecord record, CancellationToken cancellationToken) =>
        EvidenceJson.WriteAsync(record, folder, cancellationToken);

    private static bool Proves(EvidenceRecord record, DateTimeOffset? takenAt) =>
        record is { Kind: EvidenceKind.RecoveryDrill, Outcome.ProvesRecovery: true, Checks.RowCounts.IsStated: true }
        && !(record.Source is { IsStated: true, Value.CreatedAt: { IsStated: true } created } && created.Value > takenAt);
}
