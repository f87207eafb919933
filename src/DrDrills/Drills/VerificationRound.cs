using DrDrills.Errors;
using DrDrills.Verification;

namespace DrDrills.Drills;

/// <summary>Asks every verification of a plan once, at its moment, and keeps all outcomes; none is ever silently absent.</summary>
internal sealed class VerificationRound(DrillPlan plan, StageClock stages, IDrillObserver observer)
{
    private readonly Dictionary<VerificationId, VerificationOutcome> _outcomes = [];

    /// <summary>In the plan's order.</summary>
    public IReadOnlyList<VerificationOutcome> Outcomes =>
        [.. plan.Verifications.Where(v => _outcomes.ContainsKey(v.Id)).Select(v => _outcomes[v.Id])];

    /// <summary>Whether a verification of the fetched files failed.</summary>
    public bool Refused => _outcomes.Values.Any(o => o.Verdict == Verdict.Failed);

    public bool AnyNotPassed => _outcomes.Values.Any(o => o.Verdict != Verdict.Passed);

    public string Tally =>
        $"{Count(Verdict.Passed)} passed, {Count(Verdict.Failed)} failed, {Count(Verdict.Inconclusive)} inconclusive";

    public async Task AskAsync(VerificationMoment moment, VerificationContext context, CancellationToken stop)
    {
        foreach (var verification in plan.Verifications.Where(v => v.Moment == moment))
        {
            observer.VerificationBegan(verification.Id, verification.Title);
            var started = stages.Timestamp;
            var answer = await AnswerAsync(verification, context, stop).ConfigureAwait(false);
            Keep(verification, answer, stages.Since(started));
        }
    }

    /// <summary>Leaves an inconclusive outcome for every verification that was not asked.</summary>
    public void LeaveOut(string because)
    {
        foreach (var verification in plan.Verifications.Where(v => !_outcomes.ContainsKey(v.Id)))
        {
            Keep(verification, VerificationAnswer.CouldNotAsk($"not asked: {because}"), TimeSpan.Zero);
        }
    }

    private static async Task<VerificationAnswer> AnswerAsync(
        IVerification verification, VerificationContext context, CancellationToken stop)
    {
        try
        {
            return await verification.RunAsync(context, stop).ConfigureAwait(false);
        }
        catch (DrillException e)
        {
            return VerificationAnswer.CouldNotAsk(e.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A verification's border: whatever came out is recorded, and the others are still asked.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return VerificationAnswer.CouldNotAsk(new UnexpectedErrorException($"Verification '{verification.Id}'", e).Message);
        }
    }

    private void Keep(IVerification verification, VerificationAnswer answer, TimeSpan duration)
    {
        var outcome = new VerificationOutcome(
            verification.Id,
            verification.Title,
            verification.Proves,
            answer.Verdict,
            answer.Scope,
            answer.Findings,
            answer.Impossible,
            duration);
        _outcomes[verification.Id] = outcome;
        observer.VerificationEnded(outcome);
    }

    private int Count(Verdict verdict) => _outcomes.Values.Count(o => o.Verdict == verdict);
}
