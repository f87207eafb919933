using System.Globalization;
using DrDrills.Backups;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Wal;

/// <summary>Where the log goes from one timeline to the next, as the history file of the last one says (PostgreSQL 15, chapter 26.3.5).</summary>
/// <param name="Timeline">The last one.</param>
/// <param name="Switches">The ones before it, oldest first, each with the position at which it was left.</param>
internal sealed record TimelineHistory(int Timeline, IReadOnlyList<(int Timeline, Lsn Left)> Switches)
{
    private const string Extension = ".history";

    private const int Digits = 8;

    /// <summary>The timeline of a server that was made by initdb, which no file tells the history of.</summary>
    public const int First = 1;

    /// <summary>A timeline that was never left, nor come to.</summary>
    public static TimelineHistory Of(int timeline) => new(timeline, []);

    /// <summary>The timeline that a file is the history of, packed or not; null where it is another file.</summary>
    public static int? TimelineOf(string fileName) =>
        fileName.IndexOf(Extension, StringComparison.Ordinal) == Digits
        && int.TryParse(fileName[..Digits], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var timeline)
        && timeline > 0
            ? timeline
            : null;

    /// <summary>Name of a timeline's history file.</summary>
    public static string FileNameOf(int timeline) => timeline.ToString("X8", CultureInfo.InvariantCulture) + Extension;

    /// <summary>Reads a history file: on each line a timeline, where it was left, and why.</summary>
    /// <exception cref="RecoveryTargetUnreachableException">A line of it is something else (<c>DR2211</c>).</exception>
    public static TimelineHistory Parse(int timeline, string text)
    {
        try
        {
            return new TimelineHistory(timeline, [.. text.Split('\n')
                .Select(line => line.Split((char[])['\t', ' '], 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Where(words => words.Length > 1 && !words[0].StartsWith('#'))
                .Select(words => (int.Parse(words[0], CultureInfo.InvariantCulture), Lsn.Parse(words[1])))]);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new RecoveryTargetUnreachableException(
                "DR2211",
                FileNameOf(timeline),
                $"The history file of timeline {timeline} cannot be read: {e.Message}",
                $"fetch '{FileNameOf(timeline)}' again from where the archive is copied from.",
                cause: e);
        }
    }

    /// <summary>Whether a backup of that timeline, made at that position, lies on the way to this one.</summary>
    public bool Reaches(int timeline, Lsn position) =>
        timeline == Timeline || Switches.Any(part => part.Timeline == timeline && position <= part.Left);

    /// <summary>The file that a server reads a part of the log from: that of the newest timeline which had begun by then.</summary>
    public WalSegment SegmentAt(Lsn position, long segmentBytes)
    {
        var segment = WalSegment.Of(position, Timeline, segmentBytes);
        foreach (var (timeline, left) in Switches)
        {
            // The segment that a timeline was left in is begun again on the next one, with what the old one wrote of it.
            if (segment.Number < WalSegment.Of(left, timeline, segmentBytes).Number)
            {
                return segment with { Timeline = timeline };
            }
        }

        return segment;
    }
}
