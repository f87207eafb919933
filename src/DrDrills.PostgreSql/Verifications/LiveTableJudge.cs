using System.Globalization;
using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Tells what is lost from what the live source has changed since the backup, for a table that is not equal.</summary>
/// <remarks>
/// Lost for certain: a table that the source's counters show untouched since before the backup and that differs all the same; fewer rows than the
/// source had then, which is at least its rows now less all that it counts as inserted. Taken for lost: a table that is missing, empty, or holds less
/// than half. A false alarm there costs a look, a false pass the data. Everything else is drift.
/// </remarks>
/// <param name="live">The source.</param>
/// <param name="takenAt">UTC instant of the backup, or null where it is not known; the counters then say nothing.</param>
internal sealed class LiveTableJudge(LiveSource live, DateTimeOffset? takenAt)
{
    /// <summary>The code of what is told as drift.</summary>
    public const string Drift = "DRF315";

    /// <summary>A table with fewer rows doubles too easily to say anything.</summary>
    private const long FewestRows = 100;

    /// <summary>What to make of a table that the copy holds otherwise than the source.</summary>
    /// <param name="table">The table at the source.</param>
    /// <param name="content">The table in the copy, or null where there is none.</param>
    public Finding Judge(ManifestTable table, TableContent? content)
    {
        if (content is null)
        {
            return Finding("DRF311", table, Rows(table.Rows), "no such table", "The table is at the source and not in the copy: made since the backup, or lost.");
        }

        if (content.Unreadable is { } why)
        {
            return Finding("DRF317", table, Rows(table.Rows), why, "The table cannot be read in full; its storage is damaged.");
        }

        var rows = content.Part.Rows;
        var changes = live.ChangesSince(takenAt, table.Schema, table.Name);

        // A TRUNCATE is not counted: an empty table at the source says nothing of what it held.
        if (changes is { None: true } && table.Rows > 0)
        {
            return Finding("DRF314", table, Content(table.Rows, table.Digest), Content(rows, content.Part.ToHex()),
                "The table differs, though the source's counters show no change of it since before the backup.");
        }

        if (table.Rows - changes?.Inserted is > 0 and var least && rows < least)
        {
            return Finding("DRF313", table, $"at least {Rows(least)}, which the source held when the backup was taken", Rows(rows), "Rows are missing.");
        }

        if (rows == 0 && table.Rows > 0)
        {
            return Finding("DRF312", table, $"rows, as at the source, which holds {Rows(table.Rows)}", Rows(0), "The table is empty in the copy and not at the source.");
        }

        if (table.Rows >= FewestRows && rows < table.Rows / 2)
        {
            return Finding("DRF312", table, $"at least half of the source's {Rows(table.Rows)}", Rows(rows),
                "The table holds far fewer rows than at the source; has it really doubled since the backup?");
        }

        return Finding(
            Drift,
            table,
            rows == table.Rows ? Content(table.Rows, table.Digest) : Rows(table.Rows),
            rows == table.Rows ? Content(rows, content.Part.ToHex()) : Rows(rows),
            "The table differs from the source, which has gone on since; drift, unless something was lost.",
            FindingSeverity.Note);
    }

    /// <summary>A table that only the copy holds.</summary>
    public static Finding NotAtSource(TableContent content) => new()
    {
        Code = "DRF316",
        Subject = $"table {content.Table.Schema}.{content.Table.Name}",
        Expected = "no such table",
        Observed = Rows(content.Part.Rows),
        Statement = "The copy holds a table that the source does not have any more.",
        Severity = FindingSeverity.Note,
    };

    private static string Content(long rows, string digest) => $"{Rows(rows)}, digest {digest}";

    private static string Rows(long rows) => string.Create(CultureInfo.InvariantCulture, $"{rows} rows");

    private static Finding Finding(
        string code, ManifestTable table, string expected, string observed, string statement, FindingSeverity severity = FindingSeverity.Error) => new()
    {
        Code = code,
        Subject = $"table {table.Schema}.{table.Name}",
        Expected = expected,
        Observed = observed,
        Statement = statement,
        Severity = severity,
    };
}
