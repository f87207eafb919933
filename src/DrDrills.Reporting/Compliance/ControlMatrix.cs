using System.Globalization;
using DrDrills.Drills;
using DrDrills.Evidence;
using DrDrills.Objectives;
using DrDrills.Reporting.History;
using DrDrills.Reporting.Packs;
using DrDrills.Verification;

namespace DrDrills.Reporting.Compliance;

/// <summary>Which clauses the records of runs support, in part or not at all.</summary>
/// <param name="Reading">Whose reading it is.</param>
/// <param name="Lines">Every control of the catalogue, in its order.</param>
public sealed record ControlMatrix(string Reading, IReadOnlyList<ControlLine> Lines)
{
    /// <summary>Lays records beside the catalogue.</summary>
    /// <param name="catalogue">The clauses.</param>
    /// <param name="records">Of one run or of many.</param>
    /// <param name="reviews">Reviews of those runs.</param>
    /// <param name="now">UTC instant that ages are counted to.</param>
    /// <param name="earlier">Drills of earlier runs, that the time between two proofs is counted from.</param>
    public static ControlMatrix Of(
        ControlCatalogue catalogue,
        IReadOnlyList<EvidenceRecord> records,
        IReadOnlyList<Review> reviews,
        DateTimeOffset now,
        IReadOnlyList<HistoryPoint> earlier)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return new ControlMatrix(
            catalogue.Reading,
            [.. catalogue.Frameworks.SelectMany(framework => framework.Controls.Select(control => LineOf(framework, control, records, reviews, now, earlier)))]);
    }

    private static ControlLine LineOf(
        ControlFramework framework,
        Control control,
        IReadOnlyList<EvidenceRecord> records,
        IReadOnlyList<Review> reviews,
        DateTimeOffset now,
        IReadOnlyList<HistoryPoint> earlier)
    {
        if (control.Never is { } never)
        {
            return new ControlLine(framework, control, ControlState.NotCovered, [], [never]);
        }

        var gaps = new List<string>();
        var support = new HashSet<string>(StringComparer.Ordinal);
        foreach (var need in control.Needs)
        {
            var supplying = need == EvidenceNeed.FollowUp && !FollowedUp(records, reviews)
                ? []
                : records.Where(record => Supplies(record, need, control)).ToList();
            support.UnionWith(supplying.Select(record => record.RecordId));
            string?[] found = [Gap(need, supplying, control, records, now), Late(need, supplying, control, earlier)];
            gaps.AddRange(found.OfType<string>().Where(gap => !gaps.Contains(gap)));
        }

        var state = support.Count == 0 ? ControlState.NotCovered : gaps.Count == 0 ? ControlState.Supported : ControlState.Partly;
        return new ControlLine(framework, control, state, [.. support.Order(StringComparer.Ordinal)], gaps);
    }

    /// <summary>Whether one record shows what is needed; a negative control shows only that damage is seen.</summary>
    private static bool Supplies(EvidenceRecord record, EvidenceNeed need, Control control) => need switch
    {
        EvidenceNeed.Content => record.Outcome.ProvesRecovery && record.Checks.ComparisonBasis is ComparisonBasis.Manifest or ComparisonBasis.Live
            && record.Kind == EvidenceKind.RecoveryDrill,
        EvidenceNeed.Timed => record.Kind == EvidenceKind.RecoveryDrill
            && record.Timing is { RecoveryTimeState: ObjectiveState.Met, DataLossState: ObjectiveState.Met }
            && record.Timing.RecoveryTimeSeconds.Value <= (control.RecoveryTimeSeconds ?? double.MaxValue)
            && record.Timing.DataLossSeconds.Value <= (control.DataLossSeconds ?? double.MaxValue),
        EvidenceNeed.Isolated => record.Target is { IsStated: true, Value.EgressBlocked: { IsStated: true, Value: true } },
        EvidenceNeed.Faults => record.Outcome.NegativeControl is { IsStated: true, Value.Result: NegativeControlResult.SeenRedForTheRightReason },
        _ => record.Kind == EvidenceKind.RecoveryDrill,
    };

    /// <summary>Every run was decided on by a reviewer, and every finding of a drill has an owner and a due date.</summary>
    private static bool FollowedUp(IReadOnlyList<EvidenceRecord> records, IReadOnlyList<Review> reviews)
    {
        var assigned = reviews.SelectMany(review => review.Findings)
            .Where(finding => finding is { Owner: not null, DueOn: not null })
            .Select(finding => (finding.RecordId, finding.Code)).ToHashSet();
        return reviews.Any(review => review.Decision is not null)
            && records.Where(record => record.Kind == EvidenceKind.RecoveryDrill)
                .All(record => record.Checks.Findings.All(finding => assigned.Contains((record.RecordId, finding.Code))));
    }

    /// <summary>Whether more time than the clause allows lies between this proof and the one before it of the same system and evidence class.</summary>
    private static string? Late(EvidenceNeed need, List<EvidenceRecord> supplying, Control control, IReadOnlyList<HistoryPoint> earlier)
    {
        if (need != EvidenceNeed.Content || supplying.Count == 0)
        {
            return null;
        }

        var first = supplying.MinBy(record => record.Timing.EndedAt)!;
        var same = HistoryPoint.Of("", first, asItShouldBe: true);
        var before = earlier
            .Where(point => point is { AsItShouldBe: true, IsControl: false } && point.EndedAt < same.EndedAt
                && point.System == same.System && point.EvidenceClass == same.EvidenceClass)
            .Select(point => (DateTimeOffset?)point.EndedAt).Max();
        return before is { } last && same.EndedAt - last is var gap && gap > TimeSpan.FromDays(control.EveryDays)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"frequency missed: the proof before this one is of {last:yyyy-MM-dd}, {gap.TotalDays:0} days earlier, and at most {control.EveryDays} are allowed")
            : null;
    }

    private static string? Gap(
        EvidenceNeed need, List<EvidenceRecord> supplying, Control control, IReadOnlyList<EvidenceRecord> records, DateTimeOffset now)
    {
        if (supplying.Count == 0)
        {
            return need switch
            {
                EvidenceNeed.Content => "no restore was proven by its content",
                EvidenceNeed.Timed when control is { RecoveryTimeSeconds: { } time, DataLossSeconds: { } loss } =>
                    $"no drill recovered within {DurationText.Format(TimeSpan.FromSeconds(time))}, losing at most {DurationText.Format(TimeSpan.FromSeconds(loss))}",
                EvidenceNeed.Timed when records.Any(record => record.Timing is { RecoveryTimeState: ObjectiveState.Missed } or { DataLossState: ObjectiveState.Missed }) =>
                    "an objective was missed, and no drill met both",
                EvidenceNeed.Timed => "recovery time and data loss were never measured against stated objectives",
                EvidenceNeed.Isolated => "no restored copy was shown to be unable to reach out",
                EvidenceNeed.Faults => "no damage was seen red for the right reason",
                _ => "no reviewer has decided on the run, or a finding has no owner or due date",
            };
        }

        var newest = supplying.Max(record => record.Timing.EndedAt);
        if (now - newest > TimeSpan.FromDays(control.EveryDays))
        {
            return string.Create(CultureInfo.InvariantCulture, $"the newest is of {newest:yyyy-MM-dd}, more than {control.EveryDays} days ago");
        }

        return need != EvidenceNeed.Faults && supplying.All(record => record.Identity.EvidenceClass == EvidenceClass.Mechanism)
            ? "seen on fixtures only (evidence class mechanism), not on real backups"
            : null;
    }
}
