using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Wal;

/// <summary>What <c>pg_waldump</c> says of a range of the log. Its lines are read for words that PostgreSQL 13 to 18 share.</summary>
internal sealed partial class WalDump(IPostgresTools tools)
{
    /// <summary>Ends of transactions in the order of the log.</summary>
    /// <exception cref="RecoveryTargetUnreachableException">The log cannot be read to the end of the range (<c>DR2204</c>).</exception>
    public async Task<IReadOnlyList<WalTransaction>> TransactionsAsync(WalRange range, CancellationToken cancellationToken)
    {
        var output = await RunAsync(range, ["--rmgr=Transaction"], cancellationToken).ConfigureAwait(false);
        return [.. Lines(output).Select(line => ParseEnd(line, range)).OfType<WalTransaction>()];
    }

    /// <summary>How many rows of some tables each transaction or subtransaction updated or deleted.</summary>
    /// <exception cref="RecoveryTargetUnreachableException">The log cannot be read to the end of the range (<c>DR2204</c>).</exception>
    public async Task<IReadOnlyDictionary<uint, int>> ChangedRowsAsync(
        WalRange range, IReadOnlyCollection<(uint Database, uint FileNode)> files, CancellationToken cancellationToken)
    {
        var output = await RunAsync(range, ["--rmgr=Heap", "--rmgr=Heap2"], cancellationToken).ConfigureAwait(false);
        var changed = new Dictionary<uint, int>();
        foreach (var line in Lines(output))
        {
            if (Change().Match(line) is { Success: true } change
                && Relation().Match(line) is { Success: true } relation
                && files.Contains((Number(relation.Groups[1]), Number(relation.Groups[2]))))
            {
                var xid = Number(change.Groups[1]);
                changed[xid] = changed.GetValueOrDefault(xid) + 1;
            }
        }

        return changed;
    }

    private async Task<string> RunAsync(WalRange range, IReadOnlyList<string> filter, CancellationToken cancellationToken)
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
            },
            cancellationToken).ConfigureAwait(false);
        return outcome.ExitCode == 0 ? outcome.Output : throw new RecoveryTargetUnreachableException(
            "DR2204",
            range.Folder.FullName,
            $"The archived log cannot be read from {range.From} to {range.To} on timeline {range.Timeline}: "
            + outcome.Errors.Split('\n')[^1].Trim(),
            "was a segment overwritten, damaged or swapped with one of another cluster?",
            outcome.Errors);
    }

    private static WalTransaction? ParseEnd(string line, WalRange range)
    {
        if (End().Match(line) is not { Success: true } end)
        {
            return null;
        }

        var zone = end.Groups["zone"].Value;
        if (zone is not ("UTC" or "GMT" or "Etc/UTC"))
        {
            throw new RecoveryTargetUnreachableException(
                "DR2204",
                range.Folder.FullName,
                $"pg_waldump dates commits in zone '{zone}'; expected UTC.",
                "is the time zone database missing where the program runs?");
        }

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

    private static IEnumerable<string> Lines(string output) => output.Split('\n').Where(line => line.StartsWith("rmgr:", StringComparison.Ordinal));

    [GeneratedRegex(
        @"tx:\s*(?<xid>\d+), lsn: (?<lsn>[0-9A-F]+/[0-9A-F]+),.* desc: (?<kind>COMMIT|ABORT)(?:_PREPARED (?<prepared>\d+):)? "
        + @"(?<at>\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?) (?<zone>[^\s;]+)")]
    private static partial Regex End();

    [GeneratedRegex(@"tx:\s*(\d+), lsn: .* desc: (?:UPDATE|HOT_UPDATE|DELETE)(?:\+INIT)?\b")]
    private static partial Regex Change();

    [GeneratedRegex(@"blkref #0: rel \d+/(\d+)/(\d+)")]
    private static partial Regex Relation();
}
