using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>Holds the server's own word about its recovery against what was asked and what the log holds.</summary>
/// <param name="target">Where it was asked to stop.</param>
/// <param name="range">The log it was given.</param>
/// <param name="damage">Where the damage is, or null where the target was named otherwise.</param>
/// <param name="ends">Ends of transactions in that log.</param>
internal sealed class ReplayedTo(RecoveryTarget target, WalRange range, LocatedDamage? damage, IReadOnlyList<WalTransaction> ends)
{
    /// <summary>Bytes of the log from a checkpoint's beginning to its end, with the head of a page between: 120 in PostgreSQL 15.</summary>
    private const ulong LargestCheckpoint = 256;

    /// <param name="receipt">What the server said.</param>
    /// <param name="takenAt">Instant of the base backup, for a log without a commit.</param>
    /// <exception cref="RecoveryTargetUnreachableException">It stopped elsewhere (<c>DR2203</c>).</exception>
    public RecoveryPoint Measure(ReplayReceipt receipt, DateTimeOffset takenAt) => damage is not null ? BeforeDamage(receipt, damage, takenAt)
        : target.Kind == RecoveryTargetKind.Latest ? AtTheEnd(receipt, takenAt)
        : Elsewhere(receipt, takenAt);

    private RecoveryPoint BeforeDamage(ReplayReceipt receipt, LocatedDamage located, DateTimeOffset takenAt)
    {
        Require(
            receipt.StoppedBefore == located.Damage.Xid,
            receipt,
            string.Create(CultureInfo.InvariantCulture, $"a stop just before the commit of transaction {located.Damage.Xid}"));
        Require(
            located.LastEndBefore is not { } last || receipt.LastCompleted >= Seen(last.At),
            receipt,
            $"replay of every transaction before it, the last of {located.LastEndBefore?.At:yyyy-MM-dd'T'HH:mm:ss.ffffff}Z");
        var newest = located.NewestCommitBefore;
        var others = located.Others.Count == 0 ? "" : $"; not chosen: {string.Join(", ", located.Others.Take(5))}";
        return new RecoveryPoint(
            newest?.At ?? takenAt,
            receipt.RedoDone,
            range.Timeline,
            NothingLost: true,
            $"found in the log: {target.Table} was damaged by {located.Damage}{others}; newest commit before it: "
            + $"{(newest is null ? "none since the base backup" : Named(newest))}; the server's log: {receipt.Quote}");
    }

    private RecoveryPoint AtTheEnd(ReplayReceipt receipt, DateTimeOffset takenAt)
    {
        var newest = ends.LastOrDefault(end => end.Committed);
        var last = WalSegment.Of(new Lsn(range.To.Value - 1), range.Timeline, range.SegmentBytes);
        if (receipt.FoundNothing && ends.Count == 0 && range.To.Value - range.From.Value <= LargestCheckpoint)
        {
            return new RecoveryPoint(takenAt, null, range.Timeline, NothingLost: false, $"there is nothing behind the last checkpoint; the server's log: {receipt.Quote}");
        }

        Require(
            receipt.Stop is null && receipt.RedoDone >= last.Begin && (ends.Count == 0 || receipt.RedoDone >= ends[^1].Lsn),
            receipt,
            $"replay to the archive's end in segment '{last.FileName}'{(newest is null ? "" : $", past {Named(newest)}")}");
        return new RecoveryPoint(
            newest?.At ?? takenAt,
            receipt.RedoDone,
            range.Timeline,
            NothingLost: false,
            $"all of the archived log was replayed, to segment '{last.FileName}'; newest commit in it: "
            + $"{(newest is null ? "none since the base backup" : Named(newest))}; the server's log: {receipt.Quote}");
    }

    private RecoveryPoint Elsewhere(ReplayReceipt receipt, DateTimeOffset takenAt)
    {
        Require(receipt.Stop is not null, receipt, $"a stop at '{target}'");
        return new RecoveryPoint(
            receipt.LastCompleted ?? takenAt,
            receipt.RedoDone,
            range.Timeline,
            NothingLost: false,
            $"recovered to '{target}'; the server's log: {receipt.Quote}");
    }

    /// <summary>The server's log dates to the microsecond or the millisecond, by version.</summary>
    private static DateTimeOffset Seen(DateTimeOffset at) => at - TimeSpan.FromMilliseconds(1);

    private static string Named(WalTransaction end) => string.Create(
        CultureInfo.InvariantCulture, $"transaction {end.Xid} of {end.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff}Z at {end.Lsn}");

    private static void Require(bool reached, ReplayReceipt receipt, string expected)
    {
        if (!reached)
        {
            throw new RecoveryTargetUnreachableException(
                "DR2203",
                "the recovery target",
                $"Recovery stopped elsewhere than asked; expected {expected}, the server's log says: "
                + $"{(receipt.Quote.Length == 0 ? "nothing of it" : receipt.Quote)}.",
                "is the whole log up to the target in the archive, and does each segment belong to this cluster?");
        }
    }
}
