using System.Globalization;
using System.Text.Encodings.Web;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Reporting.Packs;
using DrDrills.Reporting.Summary;
using Fluid;

namespace DrDrills.Reporting.Compliance;

/// <summary>The report that an auditor reads: one self-contained HTML page, made of the records of a finished run.</summary>
public static class ComplianceReport
{
    /// <summary>The page's name in a run's folder.</summary>
    public const string FileName = "report.html";

    private const int MostRecords = 12;

    private static readonly TemplateOptions _options = Options();

    /// <summary>Fills the template.</summary>
    /// <param name="facts">What the page is about.</param>
    /// <param name="template">The template's text (Liquid); every value is encoded for HTML.</param>
    /// <exception cref="ConfigurationInvalidException">The template cannot be read.</exception>
    public static async Task<string> FormatAsync(ReportFacts facts, string template)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!new FluidParser().TryParse(template, out var parsed, out var error))
        {
            throw new ConfigurationInvalidException("The report's template", [error]);
        }

        var context = new TemplateContext(_options);
        context.SetValue("report", ModelOf(facts));
        return await parsed.RenderAsync(context, HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All)).ConfigureAwait(false);
    }

    private static TemplateOptions Options()
    {
        var options = new TemplateOptions { MemberAccessStrategy = { MemberNameStrategy = MemberNameStrategies.SnakeCase } };
        foreach (var type in new[]
        {
            typeof(ReportModel), typeof(ReportDrill), typeof(ReportStage), typeof(ReportVerification), typeof(ReportFinding),
            typeof(ReportControl), typeof(ReportFramework), typeof(ReportLine), typeof(ReportTick), typeof(ReportReference), typeof(ReportGap),
        })
        {
            options.MemberAccessStrategy.Register(type);
        }

        return options;
    }

    private static ReportModel ModelOf(ReportFacts facts)
    {
        var records = facts.Records.Select(record => record.Record).ToList();
        var drills = facts.Records.Where(entry => entry.Record.Kind == EvidenceKind.RecoveryDrill).ToList();
        var code = records.Count == 0
            ? ExitCode.Inconclusive
            : RunSummary.Of(records).ExitCode;
        return new ReportModel(
            facts.RunId,
            records.Count == 0 ? "" : records[0].Identity.ProductVersion,
            records.Count == 0 ? "an unknown time" : ReportDrills.Instant(records.Max(record => record.Timing.EndedAt)),
            string.Join(", ", records.Where(record => record.Source.IsStated).Select(record => record.Source.Value.System).Distinct().Order(StringComparer.Ordinal)),
            VerdictOf(code, records),
            code switch { ExitCode.Passed => "good", ExitCode.VerificationFailed or ExitCode.ObjectiveMissed or ExitCode.DisposalFailed => "bad", _ => "open" },
            ClassStatement(drills.ConvertAll(entry => entry.Record)),
            [.. records.SelectMany(record => record.Outcome.NotTested).Distinct()],
            [.. drills.Select(entry => ReportDrills.Of(entry.Record, records, entry.Path, facts))],
            [.. records.Where(record => record.Outcome.NegativeControl.IsStated).Select(ReportDrills.ControlOf)],
            facts.Matrix.Reading,
            [.. Gaps(facts.Matrix)],
            [.. facts.Matrix.Lines.GroupBy(line => line.Framework).Select(group => new ReportFramework(group.Key.Title, [.. group.Select(line => LineOf(line, records))]))],
            [.. facts.Reviews.Select(review => $"{ReportDrills.Instant(review.ReviewedAt)}: {review.Reviewer}, {review.Decision?.ToString().ToLowerInvariant() ?? "no decision"}. {review.Note}")],
            PackCheck.Meaning);
    }

    private static string VerdictOf(ExitCode code, List<EvidenceRecord> records)
    {
        var rows = RunSummary.Of(records).Rows;
        var right = rows.Count(row => row.ExitCode == ExitCode.Passed);
        var tally = string.Create(CultureInfo.InvariantCulture, $"{right} of {rows.Count} drills and controls are as they should be");
        return code switch
        {
            ExitCode.Passed => $"Passed: {tally}.",
            ExitCode.VerificationFailed => $"Failed: what was restored is not what was backed up, or damage was not seen; {tally}.",
            ExitCode.ObjectiveMissed => $"Failed: the data came back right, but too late or too old; {tally}.",
            ExitCode.DisposalFailed => $"Inconclusive: a restored copy could not be disposed of; {tally}.",
            _ => $"Inconclusive: not everything could be asked; {tally}.",
        };
    }

    private static string ClassStatement(List<EvidenceRecord> drills)
    {
        var real = drills.Count(record => record.Identity.EvidenceClass == Drills.EvidenceClass.Provider);
        return (real, drills.Count - real) switch
        {
            (0, 0) => "No recovery was drilled.",
            (0, _) => "Evidence class mechanism: fixtures, containers and simulated services. It shows that the way back works and that damage is seen; its times are not those of production.",
            (_, 0) => "Evidence class provider: real backups of real systems.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{real} drills used real backups (evidence class provider), {drills.Count - real} used fixtures (mechanism); their figures are never put together."),
        };
    }

    /// <summary>Each gap once, those of most clauses first.</summary>
    private static IEnumerable<ReportGap> Gaps(ControlMatrix matrix) => matrix.Lines
        .SelectMany(line => line.Gaps.Select(gap => (Gap: gap, Clause: $"{line.Framework.Title}, {line.Control.Id}")))
        .GroupBy(pair => pair.Gap)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new ReportGap(group.Key, string.Join("; ", group.Select(pair => pair.Clause))));

    private static ReportLine LineOf(ControlLine line, List<EvidenceRecord> records) => new(
        line.Control.Id,
        line.Control.Demand ?? "The wording was not confirmed from the primary text.",
        OscalResults.StateText(line.State) is "supported" ? "supported by evidence" : OscalResults.StateText(line.State),
        line.State switch { ControlState.Supported => "good", ControlState.Partly => "open", _ => "bad" },
        line.Gaps.Count == 0 ? "nothing" : string.Join("; ", line.Gaps),
        [.. line.Records.Take(MostRecords).Select(id => ReportDrills.ReferenceTo(records.First(record => record.RecordId == id)))],
        line.Records.Count == 0 ? "none"
            : line.Records.Count > MostRecords ? string.Create(CultureInfo.InvariantCulture, $" and {line.Records.Count - MostRecords} more, all in {OscalResults.FileName}")
            : "");
}
