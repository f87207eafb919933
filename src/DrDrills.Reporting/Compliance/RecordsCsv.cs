using System.Globalization;
using System.Text;
using DrDrills.Evidence;

namespace DrDrills.Reporting.Compliance;

/// <summary>The records of a run as CSV (RFC 4180), one line each, for those who live in spreadsheets.</summary>
public static class RecordsCsv
{
    /// <summary>The file's name in a run's folder.</summary>
    public const string FileName = "records.csv";

    private static readonly string[] _header =
    [
        "recordId", "kind", "drillId", "title", "system", "verdict", "reason", "recoveryTimeSeconds", "recoveryTimeObjectiveSeconds",
        "dataLossSeconds", "recoveryPointObjectiveSeconds", "evidenceClass", "comparedWith", "declaredAt", "endedAt", "controls",
    ];

    /// <summary>The table as text; what was not measured is spelled out, not left empty.</summary>
    public static string Format(IEnumerable<EvidenceRecord> records)
    {
        var text = new StringBuilder();
        Line(text, _header);
        foreach (var record in records)
        {
            var timing = record.Timing;
            Line(text,
            [
                record.RecordId,
                record.Kind == EvidenceKind.NegativeControl ? "negative control" : "recovery drill",
                record.Identity.DrillId,
                record.Identity.Title,
                record.Source is { IsStated: true } source ? source.Value.System : "unknown",
                record.Outcome.Verdict.ToString().ToLowerInvariant(),
                record.Outcome.VerdictReason,
                Figure(timing.RecoveryTimeSeconds),
                Figure(timing.RecoveryTimeObjectiveSeconds),
                Figure(timing.DataLossSeconds),
                Figure(timing.RecoveryPointObjectiveSeconds),
                record.Identity.EvidenceClass.ToString().ToLowerInvariant(),
                record.Checks.ComparisonBasis.ToString().ToLowerInvariant(),
                Instant(timing.DeclaredAt),
                Instant(timing.EndedAt),
                string.Join(' ', record.Identity.Controls),
            ]);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    /// <summary>Quoted always; what a spreadsheet would take for a formula gets an apostrophe.</summary>
    private static string Cell(string value) =>
        $"\"{(value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' ? "'" : "")}{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Figure(Stated<double> figure) => figure.IsStated
        ? figure.Value.ToString("0.###", CultureInfo.InvariantCulture)
        : figure.State switch
        {
            StatedState.NotApplicable => "not applicable",
            StatedState.NotRecorded => "not recorded",
            _ => "not measured",
        };

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
