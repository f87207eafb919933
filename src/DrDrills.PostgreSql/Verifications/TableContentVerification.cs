using System.Data.Common;
using System.Globalization;
using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Rows and digest of every table against the manifest.</summary>
internal sealed class TableContentVerification : DatabaseVerification
{
    /// <summary>What this verification is called, for others that leave something to it.</summary>
    public static VerificationId OwnId { get; } = VerificationId.Parse("table-content");

    public override VerificationId Id => OwnId;

    public override string Title => "Table content";

    public override string Proves => "Every table holds exactly the rows that were backed up: each value as it was written, none missing, none twice.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        if (context.Manifest is not { } manifest)
        {
            return NoManifest;
        }

        if (manifest.Tables.Count == 0)
        {
            return VerificationAnswer.CouldNotAsk("the manifest names no table; nothing would be compared with nothing");
        }

        if (TableDigests.Find(manifest.DigestAlgorithm) is not { } digest)
        {
            return VerificationAnswer.CouldNotAsk(
                $"the manifest's digest '{manifest.DigestAlgorithm}' is not among those of this build: "
                + string.Join(", ", TableDigests.All.Select(known => known.Algorithm)));
        }

        if (manifest.Tables.FirstOrDefault(table => !IsDigest(table.Digest)) is { } bad)
        {
            return VerificationAnswer.CouldNotAsk($"the manifest's digest of table {bad.Schema}.{bad.Name} is not a digest");
        }

        var encoding = await ReadAsync(
            database,
            session => session.ScalarAsync<string>("SELECT current_setting('server_encoding')", cancellationToken),
            cancellationToken).ConfigureAwait(false);
        if (encoding != manifest.Source.Encoding)
        {
            return VerificationAnswer.CouldNotAsk(
                $"digests were taken in encoding {manifest.Source.Encoding}, the restored database has {encoding}");
        }

        var early = context.Witness is DumpWitness witness
            ? await witness.DigestsAsync(database, digest.Algorithm, cancellationToken).ConfigureAwait(false)
            : null;
        var contents = await DatabaseDigest
            .ReadAsync(database, digest, null, context.Parallelism, null, cancellationToken, known: early)
            .ConfigureAwait(false);
        var rows = await ReadAsync(
            database,
            session => CountedRows.FoldAsync(
                session,
                context,
                contents.Where(content => content.Table.Kind == DigestTableKind.Ordinary).Select(content => (content.Table, content.Part.Rows)),
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return VerificationAnswer.Looked(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{manifest.Tables.Count} tables, {manifest.Tables.Sum(table => table.Rows)} rows, digest {digest.Algorithm}")
            + (early is { Count: > 0 } ? string.Create(
                CultureInfo.InvariantCulture, $"; {early.Count} tables read while the restore went on, and proven unchanged since") : ""),
            Compare(manifest.Tables, contents, PhysicalBackup.Is(context))).Counting(rows);
    }

    internal static bool IsDigest(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    /// <summary>What differs, by table.</summary>
    internal static List<Finding> Compare(
        IReadOnlyList<ManifestTable> expected, IReadOnlyList<TableContent> observed, bool isPhysical)
    {
        var came = observed.ToDictionary(content => (content.Table.Schema, content.Table.Name));
        var findings = new List<Finding>();
        foreach (var table in expected)
        {
            if (!came.Remove((table.Schema, table.Name), out var content))
            {
                findings.Add(Finding("DRF301", table.Schema, table.Name, Rows(table.Rows), "no such table", "The table did not come back."));
            }
            else if (Judge(table, content, isPhysical) is { } finding)
            {
                findings.Add(finding);
            }
        }

        findings.AddRange(came.Values.Select(content => Finding(
            "DRF302", content.Table.Schema, content.Table.Name, "no such table", Rows(content.Part.Rows), "The table was not in the backed-up database.")));
        return [.. findings.OrderBy(finding => finding.Subject, StringComparer.Ordinal)];
    }

    private static Finding? Judge(ManifestTable table, TableContent content, bool isPhysical)
    {
        if (content.Unreadable is { } why)
        {
            return Finding("DRF305", table.Schema, table.Name, Rows(table.Rows), why, "The table cannot be read in full; its storage is damaged.");
        }

        var digest = content.Part.ToHex();
        if (content.Part.Rows == table.Rows && digest == table.Digest)
        {
            return null;
        }

        var finding = content.Part.Rows == table.Rows
            ? Finding("DRF304", table.Schema, table.Name, $"digest {table.Digest}", $"digest {digest}",
                "The table has as many rows as were backed up, but not the same.")
            : Finding("DRF303", table.Schema, table.Name, Rows(table.Rows), Rows(content.Part.Rows),
                content.Part.Rows < table.Rows ? "Rows are missing." : "There are more rows than were backed up.");
        return content.Table.Kind switch
        {
            DigestTableKind.MaterializedView when !isPhysical => finding with
            {
                Code = "DRF306",
                Severity = FindingSeverity.Note,
                Statement = "The materialised view was computed anew by the restore; at the source it was out of date.",
            },
            DigestTableKind.Unlogged when isPhysical && content.Part.Rows == 0 => finding with
            {
                Code = "DRF307",
                Severity = FindingSeverity.Note,
                Statement = "The table is unlogged; a physical backup brings it back empty by design.",
            },
            _ => finding,
        };
    }

    private static string Rows(long rows) => string.Create(CultureInfo.InvariantCulture, $"{rows} rows");

    private static Finding Finding(
        string code, string schema, string name, string expected, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"table {schema}.{name}",
        Expected = expected,
        Observed = observed,
        Statement = statement,
    };
}
