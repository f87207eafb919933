using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;

namespace DrDrills.PostgreSql.Backups.Barman;

/// <summary>One backup as its <c>backup.info</c> tells of it.</summary>
/// <param name="Id">Name of its folder.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Values">Every line of the file.</param>
internal sealed partial record BarmanBackup(string Id, string Folder, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "backup.info";

    /// <summary>Whether it ended well: one that was broken off is no backup. The log that it waits for shows when it is looked for.</summary>
    public bool IsFinished => Values.GetValueOrDefault("status") is "DONE" or "WAITING_FOR_WALS";

    /// <summary>UTC instant of its end.</summary>
    public DateTimeOffset EndedAt => DateTimeOffset.Parse(Values["end_time"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime();

    /// <summary>The log that it needs.</summary>
    public BaseBackupLabel Needs => new(
        int.Parse(Values["timeline"], CultureInfo.InvariantCulture), Lsn.Parse(Values["begin_xlog"]), Lsn.Parse(Values["end_xlog"]));

    /// <summary>Size of a segment.</summary>
    public long SegmentBytes => long.Parse(Values["xlog_segment_size"], CultureInfo.InvariantCulture);

    /// <summary>How it was taken: <c>postgres</c>, <c>rsync-concurrent</c>.</summary>
    public string Mode => Values.GetValueOrDefault("mode") ?? "unknown";

    /// <summary>Numbers of its tablespaces.</summary>
    public IReadOnlyList<uint> Tablespaces => [.. Tablespace().Matches(Values.GetValueOrDefault("tablespaces") ?? "")
        .Select(match => uint.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    /// <summary>The data directory, or the archives of it.</summary>
    public string Data => Path.Combine(Folder, "data");

    /// <summary>Text of the label that Barman keeps where the data directory has none; or null.</summary>
    public string? Label => Values.GetValueOrDefault("backup_label") is { Length: > 2 } text && text[0] == '\''
        ? text[1..^1].Replace("\\n", "\n", StringComparison.Ordinal)
        : null;

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">A line that is needed is not there, or is something else.</exception>
    public static async Task<BarmanBackup> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, FileName), cancellationToken).ConfigureAwait(false);
        var values = lines.Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0].Trim()).ToDictionary(group => group.Key, group => group.First()[1].Trim());
        var backup = new BarmanBackup(Path.GetFileName(folder), folder, values);
        if (backup.IsFinished)
        {
            try
            {
                _ = (backup.EndedAt, backup.Needs, backup.SegmentBytes);
            }
            catch (Exception e) when (e is KeyNotFoundException or OverflowException)
            {
                throw new FormatException(e.Message, e);
            }
        }

        return backup;
    }

    [GeneratedRegex(@"\('(?:[^'\\]|\\.)*', (\d+), ")]
    private static partial Regex Tablespace();
}
