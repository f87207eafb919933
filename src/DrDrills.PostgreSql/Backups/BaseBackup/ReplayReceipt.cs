using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>What a server's own log says of its recovery.</summary>
internal sealed partial record ReplayReceipt
{
    /// <value>The sentence that says where it stopped, or null where it replayed to the end of the log.</value>
    public string? Stop { get; private init; }

    /// <value>The transaction before whose commit it stopped, or null.</value>
    public uint? StoppedBefore { get; private init; }

    /// <value>Whether it found nothing to replay behind the last checkpoint.</value>
    public bool FoundNothing { get; private init; }

    /// <value>Position of the last record that was replayed, or null where the log does not say.</value>
    public Lsn? RedoDone { get; private init; }

    /// <value>UTC instant of the last commit or rollback that was replayed, or null where none was.</value>
    public DateTimeOffset? LastCompleted { get; private init; }

    /// <summary>The sentences that were read, for reports.</summary>
    public required string Quote { get; init; }

    /// <summary>Reads the messages of PostgreSQL 13 to 18.</summary>
    public static ReplayReceipt Parse(string log)
    {
        var stop = Stopping().Matches(log).LastOrDefault();
        var redo = Redo().Matches(log).LastOrDefault();
        var nothing = Nothing().Matches(log).LastOrDefault();
        var completed = Completed().Matches(log).LastOrDefault();
        return new ReplayReceipt
        {
            Stop = stop?.Groups["text"].Value.Trim(),
            StoppedBefore = stop is not null && stop.Groups["before"].Success
                ? uint.Parse(stop.Groups["before"].Value, CultureInfo.InvariantCulture)
                : null,
            FoundNothing = nothing is not null,
            RedoDone = redo is null ? null : Lsn.Parse(redo.Groups[2].Value),
            LastCompleted = completed is null
                ? null
                : DateTimeOffset.Parse(completed.Groups[2].Value, CultureInfo.InvariantCulture).ToUniversalTime(),
            Quote = string.Join("; ", new[] { stop?.Groups["text"].Value, redo?.Groups[1].Value, nothing?.Groups[1].Value, completed?.Groups[1].Value }
                .OfType<string>().Select(line => $"\"{line.Trim()}\"")),
        };
    }

    [GeneratedRegex(@"LOG:\s+(?<text>recovery stopping (?:before (?:commit|abort) of (?:prepared )?transaction (?<before>\d+)|(?:before|after|at) ).*)")]
    private static partial Regex Stopping();

    [GeneratedRegex(@"LOG:\s+(redo done at ([0-9A-F]+/[0-9A-F]+))")]
    private static partial Regex Redo();

    [GeneratedRegex(@"LOG:\s+(redo is not required)")]
    private static partial Regex Nothing();

    [GeneratedRegex(@"LOG:\s+(last completed transaction was at log time (.+))")]
    private static partial Regex Completed();
}
