using System.Globalization;
using System.Text.RegularExpressions;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Everything that pg_restore complains of, with the entry that each complaint is about.</summary>
/// <remarks>Fed line by line from any thread.</remarks>
internal sealed partial class RestoreLog
{
    private const int KeptLines = 400;
    private readonly Lock _gate = new();
    private readonly List<RestoreError> _errors = [];
    private readonly List<string> _lines = [];
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
        lock (_gate)
        {
            if (Entry().Match(line) is { Success: true } entry)
            {
                _entry = int.Parse(entry.Groups[1].Value, CultureInfo.InvariantCulture);
            }
            else if (Error().Match(line) is { Success: true } error)
            {
                _errors.Add(new RestoreError(_entry, error.Groups[1].Value));
            }

            if (!Chatter().IsMatch(line) && _lines.Count < KeptLines && !string.IsNullOrWhiteSpace(line))
            {
                _lines.Add(line);
            }
        }
    }

    [GeneratedRegex(@"^pg_restore: from TOC entry (\d+);")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^pg_restore: (?:error|fatal): (.*)$")]
    private static partial Regex Error();

    [GeneratedRegex(
        @"^pg_restore: (?:connecting|processing|creating|executing|launching|finished|entering|skipping|disabling|enabling|implied|restoring|reading|setting|finishing|worker|while|\[|restored)")]
    private static partial Regex Chatter();
}
