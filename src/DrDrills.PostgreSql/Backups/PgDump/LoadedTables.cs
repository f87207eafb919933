using System.Globalization;
using System.Text.RegularExpressions;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Tells from pg_restore's own words when the rows of a table are in and nothing that shuts readers out is still to come for it.</summary>
/// <remarks>
/// A primary key is added under a lock that nobody reads beside; a table with one is named once that is done, so that no reader holds up the
/// restore. Names are told as the archive writes them and may be ambiguous where they hold blanks: whoever reads such a table early has to
/// prove what was read in any case. Fed line by line from any thread.
/// </remarks>
internal sealed partial class LoadedTables
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, string> _tables = [];
    private readonly Dictionary<string, HashSet<int>> _outstanding = new(StringComparer.Ordinal);
    private string? _loading;

    /// <summary>Listens to a restore of these entries.</summary>
    public LoadedTables(IEnumerable<ArchiveEntry> entries)
    {
        var locking = new List<ArchiveEntry>();
        foreach (var entry in entries)
        {
            if (entry.IsTableData && entry.Rest.LastIndexOf(' ') is > 0 and var owner)
            {
                var table = entry.Rest[..owner];
                _tables[entry.DumpId] = table;
                _outstanding.TryAdd(table, []);
                _outstanding[table].Add(entry.DumpId);
            }
            else if (entry.Kind == "CONSTRAINT")
            {
                locking.Add(entry);
            }
        }

        foreach (var constraint in locking)
        {
            if (TableOf(constraint) is { } table)
            {
                _tables[constraint.DumpId] = table;
                _outstanding[table].Add(constraint.DumpId);
            }
        }
    }

    /// <summary>Hears one line.</summary>
    /// <param name="line">As pg_restore printed it.</param>
    /// <param name="inJobs">Whether it runs in several jobs, which say when an item is finished; a single one only says what it begins.</param>
    /// <returns>The table that can be read from now on, as "schema name" (or "schema.name" from a single job), or null.</returns>
    public string? Hear(string line, bool inJobs)
    {
        lock (_gate)
        {
            return inJobs ? HearFinished(line) : HearBegun(line);
        }
    }

    private string? HearFinished(string line)
    {
        if (Finished().Match(line) is not { Success: true } match
            || !int.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var item)
            || !_tables.TryGetValue(item, out var table))
        {
            return null;
        }

        return _outstanding[table].Remove(item) && _outstanding[table].Count == 0 ? table : null;
    }

    private string? HearBegun(string line)
    {
        if (!Begun().IsMatch(line))
        {
            return null;
        }

        var loaded = _loading;
        _loading = Loading().Match(line) is { Success: true } match ? match.Groups[1].Value : null;
        return loaded;
    }

    /// <summary>The longest beginning of a constraint's "schema table constraint owner" that is a table.</summary>
    private string? TableOf(ArchiveEntry constraint)
    {
        for (var end = constraint.Rest.LastIndexOf(' '); end > 0; end = constraint.Rest.LastIndexOf(' ', end - 1))
        {
            if (_outstanding.ContainsKey(constraint.Rest[..end]))
            {
                return constraint.Rest[..end];
            }
        }

        return null;
    }

    [GeneratedRegex(@"^pg_restore: finished item (\d+) ")]
    private static partial Regex Finished();

    [GeneratedRegex("^pg_restore: (?:processing|creating|executing|finished) ")]
    private static partial Regex Begun();

    [GeneratedRegex("^pg_restore: processing data for table \"(.*)\"$")]
    private static partial Regex Loading();
}
