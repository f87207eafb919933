using DrDrills.Errors;
using DrDrills.Verification;

namespace DrDrills.Drills;

/// <summary>
/// Runs one drill: declare incident → locate → provision → fetch → restore → (replay) → verify → ready → dispose, each stage timed,
/// whatever happens recorded, the copy always disposed of.
/// </summary>
/// <param name="clock">The one clock of the run: its time stamps give durations, its UTC time only dates them.</param>
/// <param name="observer">Told of the run while it goes.</param>
public sealed class DrillRunner(TimeProvider clock, IDrillObserver observer)
{
    /// <summary>Runs the drill to its end.</summary>
    /// <returns>
    /// The finished run, also where the drill failed, was inconclusive or was cancelled: the verdict and the exit code say so. No
    /// exception of a stage leaves this method.
    /// </returns>
    public async Task<DrillRun> RunAsync(DrillPlan plan, CancellationToken cancellationToken)
    {
        await using var recovery = plan.Recovery.ConfigureAwait(false);
        var stages = new StageClock(clock, observer, plan.StageLimit);
        var ledger = new DrillLedger();
        var questions = new VerificationRound(plan, stages, observer);
        try
        {
            await RecoverAsync(plan, stages, ledger, questions, cancellationToken).ConfigureAwait(false);
        }
        catch (DrillException e)
        {
            ledger.Ended(e);
            stages.SkipRest($"not reached: {e.Code} ended the drill");
        }
        catch (OperationCanceledException)
        {
            ledger.Cancelled = true;
            stages.SkipRest("not reached: the run was cancelled");
        }

        await DisposeAsync(plan, stages, ledger).ConfigureAwait(false);
        questions.LeaveOut(ledger.Ending ?? "the drill ended before it could be asked");
        return DrillConclusion.Of(plan, stages, ledger, questions.Outcomes, clock.GetUtcNow());
    }

    private static async Task RecoverAsync(
        DrillPlan plan, StageClock stages, DrillLedger ledger, VerificationRound questions, CancellationToken stop)
    {
        var recovery = plan.Recovery;
        await stages.RunAsync(
            DrillStage.DeclareIncident, (_, _) => Task.FromResult((true, plan.Incident.Name)), stop).ConfigureAwait(false);

        var backup = ledger.Backup = await stages.RunAsync(
            DrillStage.Locate,
            async (_, ct) =>
            {
                var found = await recovery.LocateAsync(plan.Incident, ct).ConfigureAwait(false);
                return (found, $"{found.Id}, {found.Format}, {found.Size}, {found.Selection}");
            },
            stop).ConfigureAwait(false);

        ledger.Target = await stages.RunAsync(
            DrillStage.Provision,
            async (progress, ct) =>
            {
                var target = await recovery.ProvisionAsync(backup, progress, ct).ConfigureAwait(false);
                return (target, target is null ? "the restore makes its own place" : $"{target.Kind}, {target.Engine} {target.EngineVersion}");
            },
            stop).ConfigureAwait(false);
        RequireIsolation(plan, ledger.Target);

        var fetched = await stages.RunAsync(
            DrillStage.Fetch,
            async (progress, ct) =>
            {
                var files = await recovery.FetchAsync(backup, progress, ct).ConfigureAwait(false);
                var context = ContextOf(plan, ledger) with { FetchedFiles = files?.Folder };
                await questions.AskAsync(VerificationMoment.Fetched, context, ct).ConfigureAwait(false);
                return (files, files is null
                    ? "nothing to bring: the backup is restored where it lies"
                    : files.ToString());
            },
            stop).ConfigureAwait(false);
        if (questions.Refused)
        {
            ledger.Ending = "the backup was refused before a restore was spent on it";
            stages.SkipRest(ledger.Ending);
            return;
        }

        ledger.Add(DrillStage.Restore, await stages.RunAsync(
            DrillStage.Restore,
            async (progress, ct) =>
            {
                var outcome = await recovery.RestoreAsync(progress, ct).ConfigureAwait(false);
                return (outcome, outcome?.Detail ?? "nothing to restore in this drill");
            },
            stop).ConfigureAwait(false));

        var replayed = await stages.RunAsync(
            DrillStage.Replay,
            async (progress, ct) =>
            {
                var outcome = await recovery.ReplayAsync(progress, ct).ConfigureAwait(false);
                return (outcome, outcome?.Detail ?? "nothing to replay in this kind of backup");
            },
            stop).ConfigureAwait(false);
        ledger.Add(DrillStage.Replay, replayed);
        ledger.Target = recovery.Copy.Target ?? ledger.Target;
        RequireIsolation(plan, ledger.Target);

        await stages.RunAsync(
            DrillStage.Verify,
            async (_, ct) =>
            {
                var context = ContextOf(plan, ledger) with
                {
                    FetchedFiles = fetched?.Folder,
                    StreamedFiles = recovery.Copy.StreamedFiles,
                    Files = recovery.Copy.Files,
                    Endpoint = recovery.Copy.Endpoint,
                    Database = recovery.Copy.Database,
                    DatabaseAs = recovery.Copy.DatabaseAs,
                    Databases = recovery.Copy.Databases,
                    StatedRoles = recovery.Copy.StatedRoles,
                    PositionedSequences = recovery.Copy.PositionedSequences,
                    Witness = recovery.Copy.Witness,
                };
                await questions.AskAsync(VerificationMoment.Restored, context, ct).ConfigureAwait(false);
                return (true, questions.Tally);
            },
            stop).ConfigureAwait(false);
        if (questions.AnyNotPassed)
        {
            ledger.Ending = "the restored system is not proven, so it is not ready";
            stages.SkipRest(ledger.Ending);
            return;
        }

        await stages.RunAsync(
            DrillStage.Ready,
            async (_, ct) => (true, await recovery.ReadyAsync(ct).ConfigureAwait(false)),
            stop).ConfigureAwait(false);
        ledger.ReadyAfter = stages.Elapsed;
    }

    /// <summary>A backup is untrusted code: it is not let loose where it could reach the world, unless the caller wants just that.</summary>
    /// <exception cref="IsolationNotProvenException">Nothing proves that egress is blocked (<c>DR3209</c>).</exception>
    private static void RequireIsolation(DrillPlan plan, TargetDescription? target)
    {
        if (target is { Isolation.Holds: false } && !plan.AllowEgress)
        {
            var isolation = target.Isolation;
            throw new IsolationNotProvenException(
                "DR3209",
                target.Id,
                $"Nothing proves that a copy in the {target.Kind} target '{target.Id}' could not reach the network ({isolation.Mode}); expected "
                + $"egress to be blocked, {(isolation.EgressBlocked == false ? "the probe got out" : "no probe could show it")}: {isolation.Probe}",
                "use a target that cuts the copy off: a container, or a local server where network namespaces can be had ('./drdrills doctor' tells).\n"
                + "--allow-egress (DRDRILLS_ALLOW_EGRESS=true) restores all the same; the record then says that nothing kept the copy apart.");
        }
    }

    private static VerificationContext ContextOf(DrillPlan plan, DrillLedger ledger) => new()
    {
        Backup = ledger.Backup!,
        Incident = plan.Incident,
        Objectives = plan.Objectives,
        Target = ledger.Target,
        RecoveryPoint = ledger.RecoveryPoint,
        Live = plan.Live,
        Asked = [.. plan.Verifications.Select(verification => verification.Id)],
    };

    /// <summary>Not under the caller's token: a cancelled run cleans up too.</summary>
    private static async Task DisposeAsync(DrillPlan plan, StageClock stages, DrillLedger ledger)
    {
        try
        {
            ledger.Disposal = await stages.RunAsync(
                DrillStage.Dispose,
                async (_, ct) =>
                {
                    var outcome = await plan.Recovery.DisposeOfCopyAsync(ct).ConfigureAwait(false);
                    return (outcome, string.Join("; ", outcome.Proof));
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (DrillException e)
        {
            ledger.Disposal = new DisposalOutcome(false, [e.Message]);
        }
    }
}
