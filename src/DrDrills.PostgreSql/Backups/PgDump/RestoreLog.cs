using System.Globalization;
using System.Text.RegularExpressions;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Everything that pg_restore complains of, with the entry that each complaint is about.</summary>
/// <remarks>
/// Fed line by line from any thread. pg_restore writes a line in pieces, and its jobs write to the same place: the beginning of one job's line may stand
/// before another's, and what was said behind it on a line of its own.
/// </remarks>
internal sealed partial class RestoreLog
{
    private const int KeptLines = 400;

    /// <summary>Characters; an error of the backup's own making, or the statement that failed, may be of any length.</summary>
    private const int KeptOfLine = 2000;

    private readonly Lock _gate = new();
    private readonly List<RestoreError> _errors = [];
    private readonly List<string> _lines = [];
    private readonly HashSet<int> _failed = [];
    private readonly HashSet<int> _unfinished = [];
    private string? _table;
    private int? _entry;

    /// <summary>All errors so far.</summary>
    public IReadOnlyList<RestoreError> Errors
    {
        get
        {
            lock (_gate)
            {
                return [.. _errors];
            }
        }
    }

    /// <summary>Entries that were complained of: with several jobs a complaint need not stand behind the line that names its entry.</summary>
    public IReadOnlyList<int> Failed
    {
        get
        {
            lock (_gate)
            {
                return [.. _failed.Order()];
            }
        }
    }

    /// <summary>Entries that it was at when it ended, where it ran several jobs.</summary>
    public IReadOnlyList<int> Unfinished
    {
        get
        {
            lock (_gate)
            {
                return [.. _unfinished.Order()];
            }
        }
    }

    /// <summary>The table whose rows it took up last, as <c>public.orders</c>; null before the first.</summary>
    public string? LastTable
    {
        get
        {
            lock (_gate)
            {
                return _table;
            }
        }
    }

    /// <summary>The complaints as printed, without data values.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
            {
                return ToolText.Redact(string.Join('\n', _lines));
            }
        }
    }

    public void Add(string line)
    {
        line = line.Length <= KeptOfLine ? line : string.Concat(line.AsSpan(0, KeptOfLine), " …");
        lock (_gate)
        {
            if (Entry().Match(line) is { Success: true } entry)
            {
                _entry = int.TryParse(entry.Groups[1].Value, CultureInfo.InvariantCulture, out var item) ? item : null;
                if (_entry is { } failed)
                {
                    _failed.Add(failed);
                }
            }
            else if (Error().Match(line) is { Success: true } error)
            {
                // Of the archive's bytes it names no entry: the one before was that of another complaint.
                var complaint = new RestoreError(_entry, error.Groups[1].Value);
                _errors.Add(complaint.IsArchive ? complaint with { DumpId = null } : complaint);
            }
            else if (Torn().Match(line) is { Success: true } torn
                && (RestoreError.BeginsAsOfArchive(torn.Groups[1].Value) || torn.Groups[1].Value.StartsWith("could not execute query", StringComparison.Ordinal)))
            {
                _errors.Add(new RestoreError(RestoreError.BeginsAsOfArchive(torn.Groups[1].Value) ? null : _entry, torn.Groups[1].Value));
            }

            if (Item().Match(line) is { Success: true } job && int.TryParse(job.Groups["id"].Value, CultureInfo.InvariantCulture, out var id))
            {
                _ = job.Groups["what"].Value == "launching" ? _unfinished.Add(id) : _unfinished.Remove(id);
            }

            _table = Table().Match(line) is { Success: true } table ? table.Groups[1].Value : _table;
            if (!Chatter().IsMatch(line) && _lines.Count < KeptLines && !string.IsNullOrWhiteSpace(line))
            {
                _lines.Add(line);
            }
        }
    }

    [GeneratedRegex(@"^(?:pg_restore:|error:|fatal:|\s)*(.*)$")]
    private static partial Regex Torn();

    [GeneratedRegex(@"^(?:pg_restore:|error:|fatal:|\s)*(?<what>launching|finished) item (?<id>\d+) ")]
    private static partial Regex Item();

    [GeneratedRegex("^pg_restore: processing data for table \"(.*)\"$")]
    private static partial Regex Table();

    [GeneratedRegex(@"^(?:pg_restore:|error:|fatal:|\s)*from TOC entry (\d+);")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^pg_restore: (?:error|fatal): (.*)$")]
    private static partial Regex Error();

    [GeneratedRegex(
        @"^pg_restore: (?:connecting|processing|creating|executing|launching|finished|entering|skipping|disabling|enabling|implied|restoring|reading|setting|finishing|worker|while|\[|restored)")]
    private static partial Regex Chatter();
}
