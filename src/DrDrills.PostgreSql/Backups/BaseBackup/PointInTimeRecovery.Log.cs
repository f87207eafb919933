using System.Globalization;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <content>The log: where it is, what it holds, where the replay of it stops.</content>
public sealed partial class PointInTimeRecovery
{
    /// <summary>The archive that was named, and what lies in the backup itself.</summary>
    /// <param name="first">The first segment that is needed.</param>
    /// <param name="backup">The backup.</param>
    /// <param name="isStopped">Whether it is a copy of a server that had been stopped, which is of the moment that its own log ends at.</param>
    private ILogArchive LogOf(WalSegment first, BackupDescriptor backup, bool isStopped)
    {
        var inside = _files!.TakeLog(_room!, first.SegmentBytes) is { } taken ? new WalArchive(taken, first.SegmentBytes) { IsInside = true } : null;
        var named = _options.WalArchive is { } folder ? new WalArchive(folder, first.SegmentBytes) { Key = Key } : null;
        if (isStopped)
        {
            _deviations.Add($"the copy has no label and needs none: its server had been stopped in order at {_takenAt:yyyy-MM-dd'T'HH:mm:ss}Z");
            if (inside is not null && _target.Kind == RecoveryTargetKind.Immediate)
            {
                // A server that finds nothing behind its last checkpoint does not count as having come to a target.
                (named, _target) = (null, RecoveryTarget.Latest);
            }
        }

        return (named, inside) switch
        {
            (null, null) => throw new RecoveryTargetUnreachableException(
                "DR2214",
                backup.Id.Value,
                $"Base backup '{backup.Id}' needs the log from segment '{first}' on, but holds none in 'pg_wal', and no archive was named.",
                "name the folder that the server archives its log to (--wal-archive), or take base backups with '-X stream'."),
            (not null, null) => named,
            (null, not null) => inside,
            _ => new LogArchives([named, inside]),
        };
    }

    /// <summary>Reads the whole fetched log once: what it cannot be read through cannot be replayed; finds the damage where it is asked for.</summary>
    private async Task ReadLogAsync(BaseBackupLabel label, BackupDescriptor backup, CancellationToken cancellationToken)
    {
        var log = new WalDump(_room!.Tools);
        var (ends, reached) = await log.TransactionsAsync(_log!.Range, cancellationToken).ConfigureAwait(false);
        _ends = ends;
        _log = _log with { Range = _log.Range with { To = reached, MayEndEarly = false } };
        var end = label.End ?? await log.EndOfBackupAsync(_log.Range, label.Start, cancellationToken).ConfigureAwait(false);
        if (end is null || end > reached)
        {
            throw new RecoveryTargetUnreachableException(
                "DR2215",
                backup.Id.Value,
                $"The log of base backup '{backup.Id}' can be read to {reached} in segment "
                + $"'{WalSegment.Of(reached, _log.Range.Timeline, _log.Range.SegmentBytes)}', and the backup's end "
                + $"{(end is null ? "is not in it" : $"is at {end}")}; a server cannot become consistent from it.",
                "was the backup broken off, the segment damaged, or the log that was written meanwhile not kept?");
        }

        if (_target.Kind == RecoveryTargetKind.BeforeDamage)
        {
            var relations = await RelationMap.ReadAsync(
                Path.Combine(_files!.Backup.FullName, BackupLayout.Relations), backup.Id.Value, cancellationToken).ConfigureAwait(false);
            _damage = await new DamageLocator(_room.Tools, relations).FindAsync(
                _log.Range,
                ends,
                _options.Database ?? throw new InvalidOperationException("The database of a damaged table is named."),
                _target,
                cancellationToken).ConfigureAwait(false);
        }
    }

    private IReadOnlyDictionary<string, string> TargetSettings() => _damage is { } found
        ? new Dictionary<string, string>
        {
            ["recovery_target_xid"] = found.Damage.Xid.ToString(CultureInfo.InvariantCulture),
            ["recovery_target_inclusive"] = "off",
        }
        : _target.Settings;
}
