using DrDrills.Drills;

namespace DrDrills.Evidence;

/// <summary>Where the data ended up.</summary>
/// <param name="At">UTC instant of the newest recovered commit, or of the snapshot that holds it.</param>
/// <param name="Lsn">Log position reached.</param>
/// <param name="Timeline">Timeline.</param>
/// <param name="NothingLost">Whether every commit before the incident is proven to be back.</param>
/// <param name="Method">How it was measured, with its receipt.</param>
public sealed record EvidenceRecoveryPoint(
    DateTimeOffset At, Stated<string> Lsn, Stated<int> Timeline, bool NothingLost, string Method)
{
    private const string Logical = "A logical backup has none.";

    internal static Stated<EvidenceRecoveryPoint> Of(DrillRun run) => run.RecoveryPoint is { } point
        ? Stated.Of(new EvidenceRecoveryPoint(
            point.Instant,
            point.Lsn is { } lsn ? Stated.Of(lsn.ToString()) : Stated.NotApplicable<string>(Logical),
            point.Timeline is { } timeline ? Stated.Of(timeline) : Stated.NotApplicable<int>(Logical),
            point.NothingLost,
            point.Method))
        : Stated.NotMeasured<EvidenceRecoveryPoint>("The drill ended before the data's end was known.");
}
