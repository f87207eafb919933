using DrDrills.Drills;
using DrDrills.Objectives;

namespace DrDrills.Evidence;

/// <summary>Instants in UTC, durations from one monotonic clock, and both objectives with what was measured.</summary>
public sealed record EvidenceTiming
{
    private const string NoObjective = "No objective was set.";

    private const string Quick =
        "The timing profile is quick (durability off); a time taken under it is never reported as a recovery time.";

    /// <value>What went wrong.</value>
    public required EvidenceIncident Incident { get; init; }

    /// <value>UTC instant at which the incident was declared to the drill; the recovery clock starts.</value>
    public required DateTimeOffset DeclaredAt { get; init; }

    /// <value>UTC instant at which somebody or something noticed the incident.</value>
    public required Stated<DateTimeOffset> DetectedAt { get; init; }

    /// <value>UTC instant at which the run ended.</value>
    public required DateTimeOffset EndedAt { get; init; }

    /// <value>Every stage in order, also those skipped.</value>
    public required IReadOnlyList<EvidenceStage> Stages { get; init; }

    /// <value>RTO, in seconds, inclusive.</value>
    public required Stated<double> RecoveryTimeObjectiveSeconds { get; init; }

    /// <value>From the declared incident to ready, in seconds.</value>
    public required Stated<double> RecoveryTimeSeconds { get; init; }

    /// <value>How recovery time stands to its objective.</value>
    public required ObjectiveState RecoveryTimeState { get; init; }

    /// <value>How it was measured, or why it was not.</value>
    public required string RecoveryTimeMethod { get; init; }

    /// <value>RPO, in seconds, inclusive.</value>
    public required Stated<double> RecoveryPointObjectiveSeconds { get; init; }

    /// <value>Data-loss window: the incident minus the newest recovered commit, in seconds.</value>
    public required Stated<double> DataLossSeconds { get; init; }

    /// <value>How the data-loss window stands to its objective.</value>
    public required ObjectiveState DataLossState { get; init; }

    /// <value>How it was measured, or why it was not.</value>
    public required string DataLossMethod { get; init; }

    /// <value>Where the data ended up.</value>
    public required Stated<EvidenceRecoveryPoint> RecoveryPoint { get; init; }

    /// <value>The monotonic clock behind every duration.</value>
    public required string ClockSource { get; init; }

    /// <value>Its ticks per second.</value>
    public required long ClockFrequencyHz { get; init; }

    internal static EvidenceTiming Of(DrillRun run, EvidenceContext context)
    {
        var time = run.Target?.TimingProfile == TimingProfile.Quick
            ? ObjectiveOutcome.Of(run.RecoveryTime.Name, run.RecoveryTime.Limit, null, Quick)
            : run.RecoveryTime;
        var loss = run.DataLoss;
        return new EvidenceTiming
        {
            Incident = EvidenceIncident.Of(run.Plan.Incident),
            DeclaredAt = run.DeclaredAt,
            DetectedAt = Stated.NotApplicable<DateTimeOffset>("The drill declares the incident itself; detection is not part of it."),
            EndedAt = run.EndedAt,
            Stages = [.. run.Stages.Select(EvidenceStage.Of)],
            RecoveryTimeObjectiveSeconds = Stated.Seconds(time.Limit, StatedState.NotApplicable, NoObjective),
            RecoveryTimeSeconds = Stated.Seconds(time.Measured, StatedState.NotMeasured, Reason(time)),
            RecoveryTimeState = time.State,
            RecoveryTimeMethod = time.Method,
            RecoveryPointObjectiveSeconds = Stated.Seconds(loss.Limit, StatedState.NotApplicable, NoObjective),
            DataLossSeconds = Stated.Seconds(loss.Measured, StatedState.NotMeasured, Reason(loss)),
            DataLossState = loss.State,
            DataLossMethod = loss.Method,
            RecoveryPoint = EvidenceRecoveryPoint.Of(run),
            ClockSource = context.Environment.ClockSource,
            ClockFrequencyHz = context.Environment.ClockFrequencyHz,
        };
    }

    private static string Reason(ObjectiveOutcome outcome) =>
        string.IsNullOrWhiteSpace(outcome.Method) ? "The run gives no reason." : outcome.Method;
}
