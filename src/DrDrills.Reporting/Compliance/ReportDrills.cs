using System.Globalization;
using DrDrills.Drills;
using DrDrills.Evidence;
using DrDrills.Objectives;
using DrDrills.Reporting.Allure;
using DrDrills.Reporting.Packs;
using DrDrills.Reporting.Summary;
using DrDrills.Verification;

namespace DrDrills.Reporting.Compliance;

/// <summary>Puts records into the words of the report.</summary>
internal static class ReportDrills
{
    private const int RowHeight = 26;
    private const int TicksHeight = 24;
    private const double PictureStart = 150;
    private const double PictureWidth = 840;

    public static ReportDrill Of(EvidenceRecord record, IReadOnlyList<EvidenceRecord> run, string path, ReportFacts facts)
    {
        var row = SummaryRow.Of(record, run);
        var stages = Stages(record.Timing);
        return new ReportDrill
        {
            Anchor = AnchorOf(record),
            DrillId = record.Identity.DrillId,
            RecordId = record.RecordId,
            RecordPath = path,
            TestPath = record.Identity.TestResult.IsStated ? AllureHtml.PathOf(record.Identity.TestResult.Value) : null,
            Title = record.Identity.Title,
            Verdict = row.Verdict,
            VerdictClass = Css(record.Outcome.Verdict),
            Reason = row.Reason,
            Incident = $"Incident ({record.Timing.Incident.Kind.ToString().ToLowerInvariant()}): {record.Timing.Incident.Name}, {Instant(record.Timing.Incident.At)}.",
            Gherkin = record.Identity.Scenario is { IsStated: true } scenario ? scenario.Value.Gherkin : null,
            RecoveryTime = FigureText.Together(row.RecoveryTime),
            RecoveryTimeMethod = record.Timing.RecoveryTimeMethod,
            DataLoss = FigureText.Together(row.DataLoss),
            DataLossMethod = record.Timing.DataLossMethod,
            EvidenceClass = row.EvidenceClass,
            Basis = row.Basis,
            ControlsSeen = row.Controls,
            PictureHeight = (stages.Count * RowHeight) + TicksHeight,
            AxisY = stages.Count * RowHeight,
            TicksY = (stages.Count * RowHeight) + 18,
            PictureText = "Timeline of the stages: " + string.Join(", ", stages.Select(stage => $"{stage.Name} {stage.State} after {stage.Offset}, {stage.Duration}")),
            Ticks = [.. Ticks(record.Timing)],
            Stages = stages,
            Verifications = [.. record.Checks.Verifications.Select(VerificationOf)],
            Findings =
            [
                .. record.Checks.Findings.Select(finding => FindingOf(
                    record, (finding.Code, finding.Statement, finding.Subject, finding.Expected, finding.Observed), facts.Reviews)),
                .. facts.Regressions.Where(finding => finding.RecordId == record.RecordId).Select(finding => FindingOf(
                    record, (finding.Code, finding.Statement, finding.Subject, finding.Expected, finding.Observed), facts.Reviews)),
            ],
            Facts = [.. Facts(record)],
        };
    }

    public static ReportControl ControlOf(EvidenceRecord record)
    {
        var control = record.Outcome.NegativeControl.Value;
        return new ReportControl(
            AnchorOf(record),
            record.Identity.Title,
            control.Damage,
            string.Join(", ", control.ExpectedCodes),
            control.ObservedCodes.Count == 0 ? "nothing" : string.Join(", ", control.ObservedCodes),
            control.Result switch
            {
                NegativeControlResult.SeenRedForTheRightReason => "seen red for the right reason",
                NegativeControlResult.SeenRedForAnotherReason => "SEEN RED FOR ANOTHER REASON",
                _ => "NOT SEEN RED",
            },
            control.Result == NegativeControlResult.SeenRedForTheRightReason ? "good" : "bad");
    }

    /// <summary>A record by the end of its id, where the page speaks of it.</summary>
    public static ReportReference ReferenceTo(EvidenceRecord record) => new(AnchorOf(record), record.RecordId[(record.RecordId.LastIndexOf('-') + 1)..]);

    public static string Css(Verdict verdict) => verdict switch { Verdict.Passed => "good", Verdict.Failed => "bad", _ => "open" };

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string AnchorOf(EvidenceRecord record) =>
        (record.Kind == EvidenceKind.NegativeControl ? "control-" : "drill-") + record.RecordId;

    private static double EndOf(EvidenceTiming timing) => Math.Max(1, timing.Stages.Max(stage => stage.OffsetMs + stage.DurationMs));

    /// <summary>A quarter of the whole each.</summary>
    private static IEnumerable<ReportTick> Ticks(EvidenceTiming timing) => Enumerable.Range(0, 5).Select(quarter => new ReportTick(
        Coordinate(PictureStart + (PictureWidth * quarter / 4)),
        quarter switch { 0 => "start", 4 => "end", _ => "middle" },
        Milliseconds(EndOf(timing) * quarter / 4)));

    private static List<ReportStage> Stages(EvidenceTiming timing)
    {
        var end = EndOf(timing);
        return [.. timing.Stages.Select((stage, at) => new ReportStage(
            StageNames.Of(stage.Stage),
            FigureText.Together(Milliseconds(stage.OffsetMs)),
            FigureText.Together(Milliseconds(stage.DurationMs)),
            stage.State.ToString().ToLowerInvariant(),
            stage.Attempts,
            stage.Detail,
            // Painted here too: printers of the page do not style pictures.
            stage.State switch { StageState.Completed => "#2b6cb0", StageState.Failed => "#b3140f", _ => "none" },
            stage.State == StageState.Skipped ? "#8795a1" : "none",
            (at * RowHeight) + 4,
            (at * RowHeight) + 18,
            Coordinate(PictureStart + (PictureWidth * stage.OffsetMs / end)),
            Coordinate(Math.Max(2, PictureWidth * stage.DurationMs / end))))];
    }

    private static ReportVerification VerificationOf(EvidenceVerification verification) => new(
        verification.Title,
        verification.Proves,
        verification.Scope,
        verification.Verdict switch
        {
            Verdict.Passed => "passed",
            Verdict.Failed => string.Create(CultureInfo.InvariantCulture, $"FAILED, {verification.Findings} findings"),
            _ => $"INCONCLUSIVE: {(verification.InconclusiveBecause.IsStated ? verification.InconclusiveBecause.Value : "no reason given")}",
        },
        Css(verification.Verdict));

    /// <summary>Owner, due date and ticket come after the run, by review.</summary>
    private static ReportFinding FindingOf(
        EvidenceRecord record, (string Code, string Statement, string Subject, string Expected, string Observed) finding, IReadOnlyList<Review> reviews)
    {
        var given = reviews.SelectMany(review => review.Findings).Where(given => given.RecordId == record.RecordId && given.Code == finding.Code).ToList();
        return new ReportFinding(
            finding.Code,
            finding.Statement,
            finding.Subject,
            finding.Expected,
            finding.Observed,
            given.Select(one => one.Owner).LastOrDefault(owner => owner is not null) ?? "not assigned",
            given.Select(one => one.DueOn).LastOrDefault(due => due is not null)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "not set",
            given.Select(one => one.Ticket).LastOrDefault(ticket => ticket is not null) ?? "none");
    }

    private static IEnumerable<string> Facts(EvidenceRecord record)
    {
        if (record.Source is { IsStated: true } source)
        {
            yield return $"Backup '{source.Value.BackupId}', {source.Value.Format}, made by {source.Value.Tool}, from {source.Value.Location}; chosen: {source.Value.Selection}.";
        }

        if (record.Target is { IsStated: true } target)
        {
            yield return $"Restored to {target.Value.Kind} ({target.Value.Image}), version {target.Value.EngineVersion}.";
            yield return $"Isolation: {target.Value.IsolationMode}; probe: {target.Value.EgressProbe}.";
        }

        yield return record.Outcome.Disposal is { IsStated: true } disposal
            ? $"{(disposal.Value.Disposed ? "Disposed of" : "NOT DISPOSED OF")}: {string.Join("; ", disposal.Value.Proof)}."
            : $"Disposal: {record.Outcome.Disposal.Reason}";
        foreach (var deviation in record.Outcome.Deviations)
        {
            yield return $"Deviation: {deviation}.";
        }

        foreach (var stage in record.Timing.Stages.Where(stage => stage.Attempts > 1))
        {
            yield return $"Retried: {StageNames.Of(stage.Stage)}, {stage.Attempts} attempts.";
        }

        var environment = record.Environment;
        yield return $"Run on {environment.OperatingSystem}, {environment.Processors} processors, {environment.Runtime}; clock {environment.ClockSource}; started by {record.People.Initiator}, trigger {record.Identity.Trigger}.";
        yield return $"Packages: {string.Join(", ", environment.Packages.Select(package => $"{package.Name} {package.Version}{(package.StandIn ? " (stand-in)" : "")}"))}.";
    }

    private static string Milliseconds(double milliseconds) => DurationText.Format(TimeSpan.FromMilliseconds(milliseconds));

    private static string Coordinate(double at) => at.ToString("0.#", CultureInfo.InvariantCulture);
}
