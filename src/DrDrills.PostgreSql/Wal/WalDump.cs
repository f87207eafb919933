using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Wal;

/// <summary>What <c>pg_waldump</c> says of a range of the log. Its lines are read for words that PostgreSQL 13 to 18 share.</summary>
internal sealed partial class WalDump(IPostgresTools tools)
{
    /// <summary>Ends of transactions in the order of the log, and how far it can be read.</summary>
    /// <exception cref="RecoveryTargetUnreachableException">The log cannot be read to the end of the range (<c>DR2204</c>).</exception>
    public async Task<(IReadOnlyList<WalTransaction> Ends, Lsn Reached)> TransactionsAsync(WalRange range, CancellationToken cancellationToken)
    {
        var ends = new List<WalTransaction>();
        string? zone = null;
        var reached = await RunAsync(
            range,
            ["--rmgr=Transaction"],
            line =>
            {
                if (End().Match(line) is { Success: true } end)
                {
                    zone ??= end.Groups["zone"].Value is not ("UTC" or "GMT" or "Etc/UTC") and var other ? other : null;
                    ends.Add(ParseEnd(line, end));
                }
            },
            cancellationToken).ConfigureAwait(false);
        return zone is null ? (ends, reached) : throw new RecoveryTargetUnreachableException(
            "DR2204",
            range.Folder.FullName,
            $"pg_waldump dates commits in zone '{zone}'; expected UTC.",
            "is the time zone database missing where the program runs?");
    }

    /// <summary>Position just after a base backup's end, as the log itself records it; null where it does not.</summary>
    /// <param name="range">The log from the backup's start on.</param>
    /// <param name="start">Where the backup started.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Lsn?> EndOfBackupAsync(WalRange range, Lsn start, CancellationToken cancellationToken)
    {
        Lsn? end = null;
        await RunAsync(
            range,
            ["--rmgr=XLOG"],
            line => end ??= BackupEnd().Match(line) is { Success: true } found && Lsn.Parse(found.Groups["start"].Value) == start
                ? Lsn.Parse(found.Groups["lsn"].Value)
                : null,
            cancellationToken).ConfigureAwait(false);
        return end is { } record ? new Lsn(record.Value + 1) : null;
    }

    /// <summary>Files of relations that the log creates, relative to the data directory.</summary>
    /// <exception cref="RecoveryTargetUnreachableException">The log cannot be read to the end of the range (<c>DR2204</c>).</exception>
    public async Task<IReadOnlySet<string>> CreatedFilesAsync(WalRange range, CancellationToken cancellationToken)
    {
        var created = new HashSet<string>(StringComparer.Ordinal);
        await RunAsync(
            range,
            ["--rmgr=Storage"],
            line =>
            {
                if (Creation().Match(line) is { Success: true } creation)
                {
                    created.Add(creation.Groups[1].Value);
                }
            },
            cancellationToken).ConfigureAwait(false);
        return created;
    }

    /// <summary>How many rows of some tables each transaction or subtransaction updated or deleted.</summary>
    /// <exception cref="RecoveryTargetUnreachableException">The log cannot be read to the end of the range (<c>DR2204</c>).</exception>
    public async Task<IReadOnlyDictionary<uint, int>> ChangedRowsAsync(
        WalRange range, IReadOnlyCollection<(uint Database, uint FileNode)> files, CancellationToken cancellationToken)
    {
        var changed = new Dictionary<uint, int>();
        await RunAsync(
            range,
            ["--rmgr=Heap"], // PostgreSQL 14 heeds one filter only, the last; no other resource manager updates or deletes rows
            line =>
            {
                if (Change().Match(line) is { Success: true } change
                    && Relation().Match(line) is { Success: true } relation
                    && files.Contains((Number(relation.Groups[1]), Number(relation.Groups[2]))))
                {
                    var xid = Number(change.Groups[1]);
                    changed[xid] = changed.GetValueOrDefault(xid) + 1;
                }
            },
            cancellationToken).ConfigureAwait(false);
        return changed;
    }

    /// <summary>Reads the records one by one: a log of any length passes through.</summary>
    /// <returns>The range's end, or where the log ends in it.</returns>
    private async Task<Lsn> RunAsync(
        WalRange range, IReadOnlyList<string> filter, Action<string> read, CancellationToken cancellationToken)
    {
        var outcome = await tools.RunAsync(
            new ToolInvocation(
                "pg_waldump",
                [
                    "--path", range.Folder.FullName, "--start", range.From.ToString(), "--end", range.To.ToString(), "--timeline",
                    range.Timeline.ToString(CultureInfo.InvariantCulture), .. filter,
                ])
            {
                Environment = new Dictionary<string, string?> { ["TZ"] = "UTC" },
                OnOutputLine = line =>
                {
                    if (line.StartsWith("rmgr:", StringComparison.Ordinal))
                    {
                        read(line);
                    }
                },
            },
            cancellationToken).ConfigureAwait(false);
        if (outcome.ExitCode == 0)
        {
            return range.To;
        }

        var why = outcome.Errors.Split('\n')[^1].Trim();
        var at = PositionIn(why, range.SegmentBytes);
        var lastSegment = WalSegment.Of(new Lsn(range.To.Value - 1), range.Timeline, range.SegmentBytes).Begin;
        return range.MayEndEarly && at >= lastSegment && at <= range.To ? at.Value : throw Unreadable(range, at, why, outcome.Errors);
    }

    private static RecoveryTargetUnreachableException Unreadable(WalRange range, Lsn? at, string why, string errors)
    {
        var segment = at is { } position ? WalSegment.Of(position, range.Timeline, range.SegmentBytes).FileName : null;
        return new RecoveryTargetUnreachableException(
            "DR2204",
            segment ?? range.Folder.FullName,
            $"The archived log cannot be read from {range.From} to {range.To} on timeline {range.Timeline}"
            + $"{(segment is null ? "" : $", only into segment '{segment}'")}: {why}",
            "was a segment overwritten, damaged or swapped with one of another cluster?",
            errors);
    }

    /// <summary>Where the program could not read on: it names a position, or a segment and an offset in it.</summary>
    private static Lsn? PositionIn(string error, long segmentBytes) =>
        Offset().Match(error) is { Success: true } offset && WalSegment.TryParse(offset.Groups[1].Value, segmentBytes) is { } segment
            ? new Lsn(segment.Begin.Value + ulong.Parse(offset.Groups[2].Value, CultureInfo.InvariantCulture))
            : Position().Matches(error).LastOrDefault() is { } position ? Lsn.Parse(position.Groups[1].Value) : null;

    private static WalTransaction ParseEnd(string line, Match end)
    {
        var prepared = end.Groups["prepared"];
        return new WalTransaction(
            prepared.Success ? Number(prepared) : Number(end.Groups["xid"]),
            Lsn.Parse(end.Groups["lsn"].Value),
            DateTimeOffset.Parse(end.Groups["at"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            end.Groups["kind"].Value == "COMMIT")
        {
            Subtransactions = [.. Section(line, "subxacts").Select(word => uint.Parse(word, CultureInfo.InvariantCulture))],
            RemovedFiles = [.. Section(line, "rels").Select(path => path.Split('/')).Where(parts => parts.Length > 2)
                .Select(parts => (Parse(parts[^2]), Parse(parts[^1])))],
            DroppedRelations = [.. Section(line, "dropped stats").Select(key => key.Split('/')).Where(parts => parts.Length > 2)
                .Select(parts => (Parse(parts[1]), Parse(parts[2])))],
        };
    }

    /// <summary>Words of one part of a record's description: <c>; rels: base/5/16394 base/5/16395; …</c></summary>
    private static string[] Section(string line, string name)
    {
        var begin = line.IndexOf($"; {name}:", StringComparison.Ordinal);
        if (begin < 0)
        {
            return [];
        }

        var words = line[(begin + name.Length + 3)..];
        var end = words.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? words : words[..end]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static uint Parse(string digits) => uint.TryParse(digits, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static uint Number(Group group) => Parse(group.Value);

    [GeneratedRegex(
        @"tx:\s*(?<xid>\d+), lsn: (?<lsn>[0-9A-F]+/[0-9A-F]+),.* desc: (?<kind>COMMIT|ABORT)(?:_PREPARED (?<prepared>\d+):)? "
        + @"(?<at>\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?) (?<zone>[^\s;]+)")]
    private static partial Regex End();

    [GeneratedRegex(@"tx:\s*(\d+), lsn: .* desc: (?:UPDATE|HOT_UPDATE|DELETE)(?:\+INIT)?\b")]
    private static partial Regex Change();

    [GeneratedRegex(@"desc: CREATE (\S+)")]
    private static partial Regex Creation();

    [GeneratedRegex(@"blkref #0: rel \d+/(\d+)/(\d+)")]
    private static partial Regex Relation();

    [GeneratedRegex(@"lsn: (?<lsn>[0-9A-F]+/[0-9A-F]+),.* desc: BACKUP_END (?<start>[0-9A-F]+/[0-9A-F]+)")]
    private static partial Regex BackupEnd();

    [GeneratedRegex(@"segment ([0-9A-F]{24}),(?: LSN [0-9A-F/]+,)? offset (\d+)")]
    private static partial Regex Offset();

    [GeneratedRegex(@"\b([0-9A-F]+/[0-9A-F]+)\b")]
    private static partial Regex Position();
}
