using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Objectives;
using DrDrills.Verification;

namespace DrDrills.Reporting.Summary;

/// <summary>One drill in the table that ends a run; every cell is read from the evidence record, nothing is computed anew.</summary>
/// <param name="Drill">The drill's identity.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Verdict">In words; a negative control says whether it was seen red.</param>
/// <param name="RecoveryTime">"4.2 s of 1 h", with "not measured" and "no objective" spelled out.</param>
/// <param name="DataLoss">The same for the data-loss window.</param>
/// <param name="EvidenceClass">mechanism or provider.</param>
/// <param name="Basis">What the data was compared with.</param>
/// <param name="Controls">Negative controls of the drill in this run that were seen red for the right reason: "2 of 2".</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="ExitCode">What the drill contributes to the run's exit code.</param>
public sealed record SummaryRow(
    string Drill,
    string Title,
    string Verdict,
    string RecoveryTime,
    string DataLoss,
    string EvidenceClass,
    string Basis,
    string Controls,
    string Reason,
    ExitCode ExitCode)
{
    /// <summary>Reads the row out of a record.</summary>
    /// <param name="record">Of one drill.</param>
    /// <param name="run">All records of the run, among them the drill's negative controls.</param>
    public static SummaryRow Of(EvidenceRecord record, IReadOnlyList<EvidenceRecord> run)
    {
        ArgumentNullException.ThrowIfNull(record);
        var timing = record.Timing;
        return new SummaryRow(
            record.Identity.DrillId,
            record.Identity.Title,
            VerdictOf(record),
            Measured(timing.RecoveryTimeSeconds, timing.RecoveryTimeObjectiveSeconds, timing.RecoveryTimeState),
            Measured(timing.DataLossSeconds, timing.RecoveryPointObjectiveSeconds, timing.DataLossState),
            record.Identity.EvidenceClass == Drills.EvidenceClass.Provider ? "provider" : "mechanism",
            record.Checks.ComparisonBasis switch
            {
                ComparisonBasis.Manifest => "manifest",
                ComparisonBasis.SelfConsistentOnly => "self-consistent only",
                var other => other.ToString().ToLowerInvariant(),
            },
            ControlsOf(record, run),
            record.Outcome.VerdictReason,
            ExitCodeOf(record));
    }

    /// <summary>
    /// The record's own code; for a negative control, passed where it was seen red for the right reason and failed otherwise. A copy
    /// that could not be disposed of counts in either case.
    /// </summary>
    private static ExitCode ExitCodeOf(EvidenceRecord record)
    {
        var own = (ExitCode)record.Outcome.ExitCode;
        var disposal = record.Outcome.Disposal is { IsStated: true, Value.Disposed: false } ? ExitCode.DisposalFailed : ExitCode.Passed;
        return RunSummary.Worst([disposal, record.Kind == EvidenceKind.NegativeControl ? ControlCode(record, own) : own]);
    }

    /// <summary>A control that could not look keeps its own code: nothing is known about the damage.</summary>
    private static ExitCode ControlCode(EvidenceRecord record, ExitCode own) =>
        ControlOf(record) is NegativeControlResult.SeenRedForTheRightReason ? ExitCode.Passed
        : record.Outcome.Verdict == Verification.Verdict.Inconclusive ? own
        : ExitCode.VerificationFailed;

    private static string ControlsOf(EvidenceRecord record, IReadOnlyList<EvidenceRecord> run)
    {
        var controls = run.Where(other => IsControlOf(other, record.Identity.DrillId)).ToList();
        return record.Kind == EvidenceKind.NegativeControl ? "is one"
            : controls.Count == 0 ? "none run"
            : $"{controls.Count(control => ControlOf(control) == NegativeControlResult.SeenRedForTheRightReason)} of {controls.Count} seen red";
    }

    // A control names its drill, or a feature, which stands for all the drills in it.
    private static bool IsControlOf(EvidenceRecord record, string drill)
    {
        if (!record.Outcome.NegativeControl.IsStated)
        {
            return false;
        }

        var of = record.Outcome.NegativeControl.Value.ControlOf;
        var family = of.EndsWith(".feature", StringComparison.Ordinal) ? of[..^".feature".Length] : of;
        return drill == family || drill.StartsWith(family + "/", StringComparison.Ordinal);
    }

    private static NegativeControlResult? ControlOf(EvidenceRecord record) =>
        record.Outcome.NegativeControl.IsStated ? record.Outcome.NegativeControl.Value.Result : null;

    private static string VerdictOf(EvidenceRecord record) => record.Kind == EvidenceKind.NegativeControl
        ? ControlOf(record) switch
        {
            NegativeControlResult.SeenRedForTheRightReason => "seen red (control)",
            NegativeControlResult.SeenRedForAnotherReason => "RED FOR ANOTHER REASON (control)",
            _ => "NOT SEEN RED (control)",
        }
        : (record.Outcome.Verdict, (ExitCode)record.Outcome.ExitCode) switch
        {
            (Verification.Verdict.Passed, ExitCode.Passed) => "passed",
            (_, ExitCode.ObjectiveMissed) => "OBJECTIVE MISSED",
            (Verification.Verdict.Failed, _) => "FAILED",
            (_, ExitCode.DisposalFailed) => "DISPOSAL FAILED",
            _ => "INCONCLUSIVE",
        };

    private static string Measured(Stated<double> measured, Stated<double> objective, ObjectiveState state)
    {
        var value = measured.IsStated ? DurationText.Format(TimeSpan.FromSeconds(measured.Value)) : "not measured";
        var limit = objective.IsStated
            ? "of " + DurationText.Format(TimeSpan.FromSeconds(objective.Value))
            : "(no objective)";
        return $"{value} {limit}{(state == ObjectiveState.Missed ? ": missed" : "")}";
    }
}
