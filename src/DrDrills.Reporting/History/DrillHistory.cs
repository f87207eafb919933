using System.Globalization;
using DrDrills.Objectives;

namespace DrDrills.Reporting.History;

/// <summary>One drill over its runs, all of one evidence class.</summary>
/// <param name="System">The system under drill.</param>
/// <param name="DrillId">The drill.</param>
/// <param name="EvidenceClass">mechanism or provider.</param>
/// <param name="Points">Its runs, the oldest first; at least one.</param>
public sealed record DrillHistory(string System, string DrillId, string EvidenceClass, IReadOnlyList<HistoryPoint> Points)
{
    private const int LeastForNoise = 5;

    /// <summary>All drills of a history, negative controls left out, those that have not been proven for longest first.</summary>
    public static IReadOnlyList<DrillHistory> Of(IEnumerable<HistoryPoint> points) =>
    [
        .. points.Where(point => !point.IsControl)
            .GroupBy(point => (point.System, point.DrillId, point.EvidenceClass))
            .Select(group => new DrillHistory(group.Key.System, group.Key.DrillId, group.Key.EvidenceClass, [.. group.OrderBy(point => point.EndedAt)]))
            .OrderBy(drill => drill.LastPassed ?? DateTimeOffset.MinValue)
            .ThenBy(drill => drill.DrillId, StringComparer.Ordinal),
    ];

    /// <summary>What the drill is called.</summary>
    public string Title => Points[^1].Title;

    /// <summary>End of the last run.</summary>
    public DateTimeOffset LastRun => Points[^1].EndedAt;

    /// <summary>End of the last run that was as it should be, or null where there was none.</summary>
    public DateTimeOffset? LastPassed => Points.LastOrDefault(point => point.AsItShouldBe)?.EndedAt;

    /// <summary>The newest objective for the recovery time, in seconds, or null.</summary>
    public double? ObjectiveSeconds => Points.LastOrDefault(point => point.RecoveryObjectiveSeconds is not null)?.RecoveryObjectiveSeconds;

    /// <summary>When the objective will be missed, or why nothing is foretold.</summary>
    public (Forecast? Forecast, string Reason) Outlook() => ObjectiveSeconds is { } objective
        ? Forecast.Of([.. Points.Where(point => point.RecoverySeconds is not null).Select(point => (point.EndedAt, point.RecoverySeconds!.Value))], objective)
        : (null, "no objective is set for the recovery time");

    /// <summary>Stages of the last run, each with its median over the runs before that were as they should be; null with fewer than five of them.</summary>
    public IReadOnlyList<(string Name, double Seconds, double? Median, int Runs)> Stages() =>
    [
        .. Points[^1].Stages.Select(stage => Before(stage.Key) is { Count: >= LeastForNoise } before
            ? (stage.Key, stage.Value, before[before.Count / 2], before.Count)
            : (stage.Key, stage.Value, (double?)null, Before(stage.Key).Count)),
    ];

    /// <summary>
    /// Stages of the last run that took longer than their own history explains: above the median by three median deviations (scaled as
    /// a standard deviation), by a fifth of it, and by half a second. With fewer than five earlier runs nothing is said.
    /// </summary>
    public IReadOnlyList<RunRegression> Regressions()
    {
        var findings = new List<RunRegression>();
        foreach (var (stage, seconds, middle, runs) in Stages())
        {
            if (middle is not { } median)
            {
                continue;
            }

            var deviation = Before(stage).Select(value => Math.Abs(value - median)).Order().ElementAt(runs / 2);
            if (seconds - median > Math.Max(Math.Max(3 * 1.4826 * deviation, 0.2 * median), 0.5))
            {
                findings.Add(new RunRegression(
                    Points[^1].RecordId,
                    "DRF601",
                    $"{DrillId}, stage {stage}",
                    string.Create(CultureInfo.InvariantCulture, $"about {Words(median)}, the median of {runs} runs"),
                    Words(seconds),
                    "The stage took longer than its own history explains."));
            }
        }

        return findings;
    }

    /// <summary>What a stage took in the runs before that were as they should be, the shortest first.</summary>
    private List<double> Before(string stage) =>
        [.. Points.SkipLast(1).Where(point => point.AsItShouldBe && point.Stages.ContainsKey(stage)).Select(point => point.Stages[stage]).Order()];

    private static string Words(double seconds) => DurationText.Format(TimeSpan.FromSeconds(seconds));
}
