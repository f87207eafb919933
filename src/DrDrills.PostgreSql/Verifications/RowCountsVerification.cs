using System.Data.Common;
using System.Globalization;
using DrDrills.Evidence;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Whether the copy holds anything, and about as much as the last proven backup of the same source did.</summary>
/// <remarks>
/// For backups that nothing else says the content of. A table that became empty or is gone, and a fifth of all rows fewer, are errors; a table that
/// lost a fifth is a note, for many tables are cleared in the course of work. A first check has nothing to be held against and says so.
/// </remarks>
/// <param name="history">What was proven before, or null where nothing is kept.</param>
/// <param name="fewerIsRight">The caller says that fewer rows are right, so that this count becomes the one to be held against.</param>
internal sealed class RowCountsVerification(ProofHistory? history, bool fewerIsRight) : DatabaseVerification
{
    /// <summary>Share of the rows that may be gone.</summary>
    private const double MostLost = 0.2;

    public override VerificationId Id { get; } = VerificationId.Parse("row-counts");

    public override string Title => "Row counts";

    public override string Proves =>
        "The copy is not empty, and no table lost all rows, nor the whole a fifth of them, since the last proof of the same source.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        var (rows, unreadable, thinned) = await CountedRows.ReadAsync(context, database, cancellationToken).ConfigureAwait(false);
        var findings = unreadable.Select(table => Finding(
            "DRF486", $"table {table.Table.Schema}.{table.Table.Name}", "every row readable", table.Why,
            "The rows of the table cannot be counted; its storage is damaged.")).ToList();
        findings.AddRange(thinned.Select(table => Finding(
            "DRF487", $"table {table.Table.Schema}.{table.Table.Name}", $"{Count(table.Indexed)}, as its index has", Count(table.Rows),
            "The table does not hold the rows that its index has; pages of one of them were lost.")));
        if (findings.Count == 0 && rows.Total == 0 && !await AnyLargeObjectAsync(database, cancellationToken).ConfigureAwait(false))
        {
            findings.Add(Finding(
                "DRF481", "database", "at least one row", rows.Tables.Count == 0 ? "no table" : $"{Tables(rows)}, all empty",
                "The backup is valid and empty: was the right database dumped, with rights to see its tables?"));
        }

        var (proof, unread) = history is null
            ? (null, [])
            : await history.FindAsync(rows.Source, context.Backup.TakenAt, cancellationToken).ConfigureAwait(false);
        if (proof is not null && unreadable.Count == 0)
        {
            findings.AddRange(Compare(proof, rows));
        }

        var scope = string.Create(
            CultureInfo.InvariantCulture,
            $"{Tables(rows)}, {rows.Total} rows, {rows.Tables.Count(table => table.Rows == 0)} tables empty; {Against(proof, unread)}");
        return VerificationAnswer.Looked(scope, findings).Counting(rows);
    }

    private string Against(EarlierProof? proof, IReadOnlyList<string> unread) => (proof, history) switch
    {
        ({ } earlier, _) => string.Create(
            CultureInfo.InvariantCulture, $"held against {earlier.Rows.Total} rows of proof {earlier.RecordId}"),
        (null, null) => "held against nothing: no history of checks is kept",
        (null, { } kept) => $"held against nothing: no earlier proof of this source is in '{kept.Folder.FullName}'"
            + (unread.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", where {unread.Count} records could not be read")),
    };

    private IEnumerable<Finding> Compare(EarlierProof earlier, RowCounts now)
    {
        var day = earlier.EndedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var severity = fewerIsRight ? FindingSeverity.Note : FindingSeverity.Error;
        var came = now.Tables.ToDictionary(table => (table.Schema, table.Name), table => table.Rows);
        foreach (var was in earlier.Rows.Tables.Where(table => table.Rows > 0))
        {
            var subject = $"table {was.Schema}.{was.Name}";
            var expected = $"{Count(was.Rows)}, as in the proof of {day}";
            if (!came.TryGetValue((was.Schema, was.Name), out var rows))
            {
                yield return Finding("DRF482", subject, expected, "no such table", "A table that held rows is gone.", severity);
            }
            else if (rows == 0)
            {
                yield return Finding("DRF483", subject, expected, Count(0), "A table that held rows is empty.", severity);
            }
            else if (rows < was.Rows * (1 - MostLost))
            {
                yield return Finding("DRF485", subject, expected, Count(rows), "The table holds over a fifth fewer rows.", FindingSeverity.Note);
            }
        }

        if (now.Total < earlier.Rows.Total * (1 - MostLost))
        {
            yield return Finding(
                "DRF484", "database", $"about {Count(earlier.Rows.Total)}, as in the proof of {day}", Count(now.Total),
                "The whole holds over a fifth fewer rows; is the backup older than the one proven before, or was a part left out?", severity);
        }
    }

    private static Task<bool> AnyLargeObjectAsync(DbDataSource database, CancellationToken cancellationToken) => ReadAsync(
        database,
        session => session.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_largeobject_metadata)", cancellationToken),
        cancellationToken);

    private static string Tables(RowCounts rows) => string.Create(CultureInfo.InvariantCulture, $"{rows.Tables.Count} tables");

    private static string Count(long rows) => string.Create(CultureInfo.InvariantCulture, $"{rows} rows");

    private static Finding Finding(
        string code, string subject, string expected, string observed, string statement, FindingSeverity severity = FindingSeverity.Error) => new()
    {
        Code = code,
        Subject = subject,
        Expected = expected,
        Observed = observed,
        Statement = statement,
        Severity = severity,
    };
}
