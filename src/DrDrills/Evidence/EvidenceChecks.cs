using DrDrills.Drills;
using DrDrills.Verification;

namespace DrDrills.Evidence;

/// <summary>Every question that was put, every discrepancy, and what it was compared with.</summary>
public sealed record EvidenceChecks
{
    /// <value>What the data was compared with.</value>
    public required ComparisonBasis ComparisonBasis { get; init; }

    /// <value>Every verification of the plan, also those that could not be asked.</value>
    public required IReadOnlyList<EvidenceVerification> Verifications { get; init; }

    /// <value>How many passed.</value>
    public required int Passed { get; init; }

    /// <value>How many failed.</value>
    public required int Failed { get; init; }

    /// <value>How many could not be asked; never green.</value>
    public required int Inconclusive { get; init; }

    /// <value>Every discrepancy, of stages first.</value>
    public required IReadOnlyList<EvidenceFinding> Findings { get; init; }

    /// <value>What the manifest says must be there, in totals.</value>
    public required Stated<EvidenceReconciliation> Reconciliation { get; init; }

    /// <value>The live source that the copy was compared with.</value>
    public Stated<EvidenceLive> Live { get; init; } =
        Stated.NotRecorded<EvidenceLive>("The record is of a version that did not compare with live sources.");

    /// <value>Rows by table, where they were counted.</value>
    public Stated<EvidenceRowCounts> RowCounts { get; init; } =
        Stated.NotRecorded<EvidenceRowCounts>("The record is of a version that kept no counts.");

    /// <value>The backup's files, where no manifest names them, for later checks of the same backup to be held against.</value>
    public Stated<IReadOnlyList<FileContent>> Files { get; init; } =
        Stated.NotRecorded<IReadOnlyList<FileContent>>("The record is of a version that kept nothing of files.");

    /// <value>Negative controls of this drill, and whether each was seen red.</value>
    public required Stated<IReadOnlyList<NegativeControlSeen>> NegativeControls { get; init; }

    /// <value>Whether deletions that were asked for after the backup were replayed.</value>
    public required Stated<string> DeletionLedger { get; init; }

    internal static EvidenceChecks Of(DrillRun run, EvidenceContext context) => new()
    {
        ComparisonBasis = run.ComparisonBasis,
        Verifications = [.. run.Verifications.Select(EvidenceVerification.Of)],
        Passed = run.Verifications.Count(outcome => outcome.Verdict == Verdict.Passed),
        Failed = run.Verifications.Count(outcome => outcome.Verdict == Verdict.Failed),
        Inconclusive = run.Verifications.Count(outcome => outcome.Verdict == Verdict.Inconclusive),
        Findings =
        [
            .. run.StageFindings.Select(finding => EvidenceFinding.Of("stage", finding)),
            .. run.Verifications.SelectMany(outcome => outcome.Findings.Select(finding => EvidenceFinding.Of(outcome.Id.Value, finding))),
        ],
        Reconciliation = EvidenceReconciliation.Of(run),
        Live = EvidenceLive.Of(run),
        RowCounts = EvidenceRowCounts.Of(run, context),
        Files = Stated.OrNotMeasured(
            run.Verifications.Select(outcome => outcome.Files).FirstOrDefault(files => files is not null),
            "No verification kept what the backup's files held."),
        NegativeControls = run.Plan.NegativeControl
            ? Stated.NotApplicable<IReadOnlyList<NegativeControlSeen>>("This record is itself a negative control.")
            : Stated.OrNotRecorded(context.ControlsSeen, "The controls of this drill have records of their own; the run's summary pairs them."),
        DeletionLedger = Stated.NotMeasured<string>("The drill was given no ledger of deletions to replay."),
    };
}
