using DrDrills.Drills;
using DrDrills.Verification;

namespace DrDrills.Evidence;

/// <summary>What it all came to.</summary>
public sealed record EvidenceOutcome
{
    /// <value>The drill's verdict; a negative control's is that of the damaged backup and should be failed.</value>
    public required Verdict Verdict { get; init; }

    /// <value>Why, in one sentence.</value>
    public required string VerdictReason { get; init; }

    /// <value>Exit code of the drill alone.</value>
    public required int ExitCode { get; init; }

    /// <value>Whether the record is proof that the system can be recovered; never for a negative control.</value>
    public required bool ProvesRecovery { get; init; }

    /// <value>What the negative control had to be seen red with, and what was seen.</value>
    public required Stated<NegativeControlOutcome> NegativeControl { get; init; }

    /// <value>The error that ended the run early.</value>
    public required Stated<EvidenceError> Error { get; init; }

    /// <value>Record that this drill repeats after a fix.</value>
    public required Stated<string> RetestOf { get; init; }

    /// <value>What became of the restored copy, with proof.</value>
    public required Stated<DisposalOutcome> Disposal { get; init; }

    /// <value>What was not tested, one sentence each.</value>
    public required IReadOnlyList<string> NotTested { get; init; }

    /// <value>What was done otherwise than planned, retries included.</value>
    public required IReadOnlyList<string> Deviations { get; init; }

    internal static EvidenceOutcome Of(DrillRun drill, EvidenceContext context)
    {
        var run = Judged(drill, context.Broken);
        var control = Control(drill, context);
        return new EvidenceOutcome
        {
            Verdict = run.Verdict,
            VerdictReason = EvidenceText.WithoutDetails(run.VerdictReason),
            ExitCode = (int)run.ExitCode,
            ProvesRecovery = !run.Plan.NegativeControl && run is { Verdict: Verdict.Passed, ExitCode: Errors.ExitCode.Passed },
            NegativeControl = control,
            Error = EvidenceError.Of(run),
            RetestOf = context.RetestOf is { } retest
                ? Stated.Of(retest)
                : Stated.NotApplicable<string>("The drill does not repeat another one."),
            Disposal = run.Disposal is { } disposal
                ? Stated.Of(disposal with { Proof = [.. disposal.Proof.Select(EvidenceText.WithoutDetails)] })
                : Stated.NotApplicable<DisposalOutcome>("Nothing was made that had to be disposed of."),
            NotTested = context.NotTested.Count > 0
                ? context.NotTested
                : throw new ArgumentException("A record says what was not tested; give at least one sentence.", nameof(context)),
            Deviations = run.Deviations,
        };
    }

    /// <summary>A drill is no better than its scenario: what passed is not proof while a sentence about it does not hold.</summary>
    /// <remarks>A negative control keeps the verdict on its damaged backup: its own outcome tells what was seen.</remarks>
    private static DrillRun Judged(DrillRun drill, BrokenSentence? broken) => broken is null || drill.Plan.NegativeControl || drill.Verdict != Verdict.Passed ? drill : drill with
    {
        Verdict = broken.Asked ? Verdict.Failed : Verdict.Inconclusive,
        VerdictReason = broken.Reason,
        ExitCode = broken.Asked ? Errors.ExitCode.VerificationFailed : Errors.ExitCode.Inconclusive,
    };

    private static Stated<NegativeControlOutcome> Control(DrillRun run, EvidenceContext context) =>
        (run.Plan.NegativeControl, context.NegativeControl) switch
        {
            (true, { } expectation) => Stated.Of(NegativeControlOutcome.Of(run, expectation, context.Broken)),
            (false, null) => Stated.NotApplicable<NegativeControlOutcome>("The drill is not a negative control."),
            (true, null) => throw new ArgumentException(
                $"'{run.Plan.DrillId}' is a negative control, and the context does not say what it must be seen red with.", nameof(context)),
            (false, _) => throw new ArgumentException(
                $"'{run.Plan.DrillId}' is not a negative control, and the context expects it to be seen red.", nameof(context)),
        };
}
