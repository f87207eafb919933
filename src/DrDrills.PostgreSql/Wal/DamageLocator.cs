using System.Globalization;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Wal;

/// <summary>Finds in the archived log the transaction that damaged a table.</summary>
/// <remarks>
/// Looks at transactions that committed within a window around the incident: one that removed a file of the table (DROP, TRUNCATE), else the one
/// that updated or deleted at least ten times as many of its rows as any other. The table's files are those at the time of the base backup.
/// </remarks>
/// <param name="tools">pg_waldump of the version that wrote the log.</param>
/// <param name="relations">The base backup's tables and files.</param>
public sealed class DamageLocator(IPostgresTools tools, RelationMap relations)
{
    private const int FarMore = 10;

    private readonly WalDump _log = new(tools);

    /// <summary>Finds it.</summary>
    /// <param name="range">The log, from the base backup to its end.</param>
    /// <param name="ends">Ends of the transactions in it.</param>
    /// <param name="database">Database of the table.</param>
    /// <param name="target">The table and the instant of the incident.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="VerificationImpossibleException">
    /// The base backup does not know the table, or nothing did damage (<c>DR4111</c>); several transactions may have done it (<c>DR4112</c>). Both
    /// ask for an explicit recovery target.
    /// </exception>
    /// <exception cref="RecoveryTargetUnreachableException">
    /// The log ends before the incident (<c>DR2201</c>), or cannot be read (<c>DR2204</c>).
    /// </exception>
    public async Task<LocatedDamage> FindAsync(
        WalRange range, IReadOnlyList<WalTransaction> ends, string database, RecoveryTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(ends);
        ArgumentNullException.ThrowIfNull(target);
        var (table, instant) = (target.Table, target.Instant);
        if (table is null || instant is null)
        {
            throw new ArgumentException("The recovery target names no table and instant.", nameof(target));
        }

        var files = relations.Find(database, table);
        if (files.Count == 0)
        {
            throw Unknown(table, $"the base backup holds no table '{table}' in database '{database}'");
        }

        RequireTo(instant.Value, ends, range);
        var near = ends.Where(end => end.Committed && (end.At - instant.Value).Duration() <= target.Window).ToList();
        var changed = near.Count == 0
            ? new Dictionary<uint, int>()
            : await _log.ChangedRowsAsync(
                range with { From = Before(ends, near[0], range.From), To = After(ends, near[^1], range.To) },
                Nodes(files.Where(file => file.Kind is 'r' or 'm')),
                cancellationToken).ConfigureAwait(false);
        var candidates = near.Select(end => Judge(end, files, changed)).OfType<DamageTransaction>().ToList();
        var damage = Choose(table, instant.Value, candidates);
        var before = ends.TakeWhile(end => end.Lsn < damage.CommitLsn).ToList();
        return new LocatedDamage(
            damage, before.FindLast(end => end.Committed), before.LastOrDefault(), [.. candidates.Where(other => other != damage)]);
    }

    /// <summary>Without the log of the incident itself, what changed the table before it would be taken for the damage.</summary>
    private static void RequireTo(DateTimeOffset instant, IReadOnlyList<WalTransaction> ends, WalRange range)
    {
        if (ends.Any(end => end.At >= instant))
        {
            return;
        }

        var next = WalSegment.Of(range.To, range.Timeline, range.SegmentBytes);
        var newest = ends.Count == 0 ? "it holds no commit" : $"its newest commit is of {Instant(ends.Max(end => end.At))}";
        throw new RecoveryTargetUnreachableException(
            "DR2201",
            next.FileName,
            $"The archived log ends at {range.To}, before the incident of {Instant(instant)}: {newest}, and segment '{next.FileName}' is missing.",
            "did the source archive its last segment (pg_switch_wal), and is the instant that of the source's clock?");
    }

    private static DamageTransaction? Judge(
        WalTransaction end, IReadOnlyList<RelationFile> files, IReadOnlyDictionary<uint, int> changed)
    {
        var rows = end.Subtransactions.Append(end.Xid).Sum(xid => changed.GetValueOrDefault(xid));
        var removed = end.RemovedFiles.Intersect(Nodes(files)).Any();
        var dropped = end.DroppedRelations.Intersect(files.Select(file => (file.DatabaseOid, file.Oid))).Any();
        DamageKind? kind = removed && dropped ? DamageKind.Dropped
            : removed ? DamageKind.Truncated
            : rows > 0 ? DamageKind.RowsChanged
            : null;
        return kind is null ? null : new DamageTransaction(end.Xid, end.Lsn, end.At, kind.Value, rows);
    }

    private static DamageTransaction Choose(string table, DateTimeOffset instant, List<DamageTransaction> candidates)
    {
        var removing = candidates.FindAll(candidate => candidate.Kind != DamageKind.RowsChanged);
        // A rewrite (VACUUM FULL, CLUSTER, ALTER TABLE) leaves a removed file as a truncation does: where rows were changed before it, the
        // change may be the damage and the rewrite none, so that stopping before the rewrite would keep it.
        var mayBeRewrite = removing.Any(removal => removal.Kind == DamageKind.Truncated
            && candidates.Any(other => other.Kind == DamageKind.RowsChanged && other.CommitLsn < removal.CommitLsn));
        var ranked = (removing.Count > 0 && !mayBeRewrite ? removing : candidates)
            .OrderByDescending(candidate => candidate.RecordCount).ToList();
        var clear = ranked.Count == 1
            || (removing.Count == 0 && ranked.Count > 1 && ranked[0].RecordCount >= FarMore * ranked[1].RecordCount);
        return clear ? ranked[0] : ranked.Count == 0
            ? throw Unknown(table, $"no transaction that committed near {Instant(instant)} updated, deleted, truncated or dropped it")
            : throw new VerificationImpossibleException(
                "DR4112",
                table,
                $"{ranked.Count} transactions may have damaged '{table}' near {Instant(instant)}; none stands out.",
                "name one yourself: recover to 'xid N' (with what it did), 'lsn …' or 'time …' just before it.",
                string.Join('\n', ranked.Take(20)));
    }

    private static VerificationImpossibleException Unknown(string table, string because) => new(
        "DR4111",
        table,
        $"The damage to '{table}' was not found in the log: {because}.",
        "is the name schema-qualified, and is the instant that of the source's clock?\n"
        + "A table that was made or rewritten after the base backup has other files now; name a recovery target yourself.");

    private static HashSet<(uint Database, uint FileNode)> Nodes(IEnumerable<RelationFile> files) =>
        [.. files.Where(file => file.FileNode > 0).Select(file => (file.DatabaseOid, file.FileNode))];

    /// <summary>Where to begin to count: at the end before, so that what the first candidate did is counted too.</summary>
    private static Lsn Before(IReadOnlyList<WalTransaction> ends, WalTransaction first, Lsn from) =>
        ends.Where(end => end.At < first.At - TimeSpan.FromMinutes(10) && end.Lsn < first.Lsn).Select(end => end.Lsn).DefaultIfEmpty(from).Max();

    private static Lsn After(IReadOnlyList<WalTransaction> ends, WalTransaction last, Lsn to) =>
        ends.SkipWhile(end => end.Lsn <= last.Lsn).Select(end => end.Lsn).DefaultIfEmpty(to).First();

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
