using DrDrills.Errors;
using DrDrills.Objectives;
using DrDrills.Verification;

namespace DrDrills.Drills;

/// <summary>What a drill comes to: measurements against objectives, one verdict, one exit code, one sentence.</summary>
internal static class DrillConclusion
{
    public static DrillRun Of(
        DrillPlan plan,
        StageClock stages,
        DrillLedger ledger,
        IReadOnlyList<VerificationOutcome> verifications,
        DateTimeOffset endedAt)
    {
        var recoveryTime = RecoveryTimeOf(plan, ledger);
        var dataLoss = DataLossOf(plan, ledger);
        var (verdict, exitCode, reason) = Judge(ledger, verifications, recoveryTime, dataLoss);
        return new DrillRun
        {
            RunId = plan.RunId,
            Plan = plan,
            DeclaredAt = stages.DeclaredAt,
            EndedAt = endedAt,
            Stages = stages.Records,
            Backup = ledger.Backup,
            Target = ledger.Target,
            RecoveryPoint = ledger.RecoveryPoint,
            Verifications = verifications,
            StageFindings = ledger.Findings,
            RecoveryTime = recoveryTime,
            DataLoss = dataLoss,
            ComparisonBasis = BasisOf(plan, ledger.Backup),
            Disposal = ledger.Disposal,
            Deviations = [.. plan.Deviations, .. ledger.Deviations, .. IsolationDeviations(plan, ledger.Target)],
            ToolOutput = ledger.ToolOutput,
            Error = ledger.Error,
            Verdict = verdict,
            VerdictReason = reason,
            ExitCode = exitCode,
        };
    }

    private static ComparisonBasis BasisOf(DrillPlan plan, Backups.BackupDescriptor? backup) => (plan.Live, backup) switch
    {
        ({ }, _) => ComparisonBasis.Live,
        (null, { Manifest: not null } or { Files: not null }) => ComparisonBasis.Manifest,
        _ => ComparisonBasis.SelfConsistentOnly,
    };

    private static ObjectiveOutcome RecoveryTimeOf(DrillPlan plan, DrillLedger ledger)
    {
        const string Name = "recovery time";
        var limit = plan.Objectives.RecoveryTime?.Limit;
        if (ledger.ReadyAfter is not { } elapsed)
        {
            return ObjectiveOutcome.Of(Name, limit, null, $"not measured: {ledger.Ending ?? "the run was cancelled"}");
        }

        if (!ledger.AnythingRestored)
        {
            return ObjectiveOutcome.Of(Name, limit, null, "not measured: this drill recovers nothing, it only looks");
        }

        return ledger.Target?.TimingProfile == TimingProfile.Quick
            ? ObjectiveOutcome.Of(Name, limit, null, "not measured: the server ran with durability off (timing profile quick)")
            : ObjectiveOutcome.Of(
                Name, limit, elapsed, "from the declared incident to the verified, usable system, on the monotonic clock");
    }

    private static ObjectiveOutcome DataLossOf(DrillPlan plan, DrillLedger ledger)
    {
        const string Name = "data loss";
        var limit = plan.Objectives.RecoveryPoint?.Limit;
        return ledger switch
        {
            { ReadyAfter: null } => ObjectiveOutcome.Of(
                Name, limit, null, $"not measured: {ledger.Ending ?? "the run was cancelled"}"),
            { RecoveryPoint: null } => ObjectiveOutcome.Of(
                Name, limit, null, "not measured: the backup does not say which instant its content stands for"),
            { RecoveryPoint: { NothingLost: true } point } => ObjectiveOutcome.Of(Name, limit, TimeSpan.Zero, point.Method),
            { RecoveryPoint: { } point } when point.Instant > plan.Incident.At => ObjectiveOutcome.Of(
                Name, limit, null, $"not measured: the recovery point ({point.Method}) lies after the incident"),
            { RecoveryPoint: { } point } => ObjectiveOutcome.Of(
                Name, limit, plan.Incident.At - point.Instant, $"incident minus recovery point: {point.Method}"),
        };
    }

    private static (Verdict Verdict, ExitCode ExitCode, string Reason) Judge(
        DrillLedger ledger,
        IReadOnlyList<VerificationOutcome> verifications,
        ObjectiveOutcome recoveryTime,
        ObjectiveOutcome dataLoss)
    {
        ObjectiveOutcome[] objectives = [recoveryTime, dataLoss];
        var failed = verifications.Where(v => v.Verdict == Verdict.Failed).ToList();
        var unasked = verifications.Where(v => v.Verdict == Verdict.Inconclusive).ToList();
        var missed = objectives.Where(o => o.State == ObjectiveState.Missed).ToList();
        var unmeasured = objectives.Where(o => o.State == ObjectiveState.NotMeasured).ToList();
        if (ledger.Findings is [var finding, ..])
        {
            // An error's statement names what it is about, a finding's does not.
            return (Verdict.Failed, ExitCode.VerificationFailed, ledger.Error is not BackupRefusedException ? finding.Statement
                : ledger.Findings.Count == 1 ? $"{finding}"
                : $"{finding} And {ledger.Findings.Count - 1} more.");
        }

        if (failed.Count > 0)
        {
            var first = failed.SelectMany(v => v.Findings).First(f => f.Severity == FindingSeverity.Error);
            var others = failed.Sum(v => v.Findings.Count(f => f.Severity == FindingSeverity.Error)) - 1;
            return (Verdict.Failed, ExitCode.VerificationFailed, others == 0 ? $"{first}" : $"{first} And {others} more.");
        }

        if (ledger.Disposal is { Disposed: false } left)
        {
            return (Verdict.Inconclusive, ExitCode.DisposalFailed, $"The copy could not be disposed of: {string.Join("; ", left.Proof)}");
        }

        if (ledger.Cancelled)
        {
            return (Verdict.Inconclusive, ExitCode.Cancelled, "The run was cancelled.");
        }

        if (ledger.Error is { } error)
        {
            return (Verdict.Inconclusive, error.ExitCode, $"{error.Code} {error.Statement}");
        }

        if (unasked.Count > 0)
        {
            return (Verdict.Inconclusive, ExitCode.Inconclusive, $"{unasked[0].Title} could not be asked: {unasked[0].InconclusiveBecause}");
        }

        return missed.Count > 0 ? (Verdict.Failed, ExitCode.ObjectiveMissed, $"Objective missed: {string.Join("; ", missed)}.")
            : unmeasured.Count > 0 ? (Verdict.Inconclusive, ExitCode.Inconclusive, $"{unmeasured[0].Name}: {unmeasured[0].Method}")
            : (Verdict.Passed, ExitCode.Passed, $"{verifications.Count} verifications passed; {recoveryTime}; {dataLoss}.");
    }

    private static IEnumerable<string> IsolationDeviations(DrillPlan plan, TargetDescription? target)
    {
        if (target is null || target.Isolation.Holds)
        {
            return [];
        }

        var seen = target.Isolation.EgressBlocked == false
            ? "the restored system could reach the network"
            : "egress of the restored system was not probed";
        return [$"{seen}{(plan.AllowEgress ? ", which the caller allowed" : "")} ({target.Isolation.Mode}): {target.Isolation.Probe}"];
    }
}
