using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;

namespace DrDrills.PostgreSql.Backups.Barman;

/// <summary>One backup as its <c>backup.info</c> tells of it.</summary>
/// <param name="Id">Name of its folder.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Description">The file.</param>
/// <param name="Values">Every line of the file.</param>
internal sealed partial record BarmanBackup(string Id, string Folder, string Description, IReadOnlyDictionary<string, string> Values)
{
    private const string FileName = "backup.info";

    /// <summary>Whether it ended well: one that was broken off is no backup. The log that it waits for shows when it is looked for.</summary>
    public bool IsFinished => Values.GetValueOrDefault("status") is "DONE" or "WAITING_FOR_WALS";

    /// <summary>UTC instant of its end.</summary>
    public DateTimeOffset EndedAt => DateTimeOffset.Parse(Values["end_time"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime();

    /// <summary>The log that it needs.</summary>
    public BaseBackupLabel Needs => new(
        int.Parse(Values["timeline"], CultureInfo.InvariantCulture), Lsn.Parse(Values["begin_xlog"]), Lsn.Parse(Values["end_xlog"]));

    /// <summary>Size of a segment.</summary>
    public long SegmentBytes => long.Parse(Values["xlog_segment_size"], CultureInfo.InvariantCulture);

    /// <summary>How it was taken: <c>postgres</c>, <c>rsync-concurrent</c>, <c>snapshot</c>.</summary>
    public string Mode => Value("mode") ?? "unknown";

    /// <summary>What it is encrypted by, or null.</summary>
    public string? Encryption => Value("encryption");

    /// <summary>Whether its data directory is kept as archives.</summary>
    public bool IsPacked { get; private init; }

    /// <summary>Numbers of its tablespaces.</summary>
    public IReadOnlyList<uint> Tablespaces => [.. Tablespace().Matches(Values.GetValueOrDefault("tablespaces") ?? "")
        .Select(match => uint.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    /// <summary>The data directory, or the archives of it.</summary>
    public string Data => Path.Combine(Folder, "data");

    /// <summary>Text of the label that Barman keeps where the data directory has none; or null.</summary>
    public string? Label => Values.GetValueOrDefault("backup_label") is { Length: > 2 } text && text[0] == '\''
        ? text[1..^1].Replace("\\n", "\n", StringComparison.Ordinal)
        : null;

    /// <summary>The files that describe the backups of a server, by the backups' names.</summary>
    /// <remarks>
    /// Barman 3.13.2 and later keep them in <c>meta</c>. What an older one had written beside a backup stays there and is read, until the backup is
    /// changed and described in <c>meta</c> too, which then counts.
    /// </remarks>
    public static IReadOnlyDictionary<string, string> DescriptionsIn(string server)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var folders = Path.Combine(server, "base");
        foreach (var folder in Directory.Exists(folders) ? Directory.EnumerateDirectories(folders) : [])
        {
            var path = Path.Combine(folder, FileName);
            if (File.Exists(path))
            {
                found[Path.GetFileName(folder)] = path;
            }
        }

        const string ending = $"-{FileName}";
        var meta = Path.Combine(server, "meta");
        foreach (var path in Directory.Exists(meta) ? Directory.EnumerateFiles(meta, $"*{ending}") : [])
        {
            found[Path.GetFileName(path)[..^ending.Length]] = path;
        }

        return found;
    }

    /// <summary>Reads one of <see cref="DescriptionsIn"/>.</summary>
    /// <exception cref="FormatException">A line that is needed is not there, or is something else.</exception>
    public static async Task<BarmanBackup> ReadAsync(string server, string id, string description, CancellationToken cancellationToken)
    {
        var lines = await File.ReadAllLinesAsync(description, cancellationToken).ConfigureAwait(false);
        var values = lines.Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0].Trim()).ToDictionary(group => group.Key, group => group.First()[1].Trim());
        var backup = new BarmanBackup(id, Path.Combine(server, "base", id), description, values);
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

        var isPacked = backup.Encryption is not null
            || await BaseBackupTars.FindAsync(backup.Data, null, cancellationToken).ConfigureAwait(false) is not null;
        return backup with { IsPacked = isPacked };
    }

    private string? Value(string name) => Values.GetValueOrDefault(name) is { Length: > 0 } value and not "None" ? value : null;

    [GeneratedRegex(@"\('(?:[^'\\]|\\.)*', (\d+), ")]
    private static partial Regex Tablespace();
}
