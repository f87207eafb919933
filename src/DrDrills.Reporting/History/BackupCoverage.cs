namespace DrDrills.Reporting.History;

/// <summary>One backup source and when a restore from it was last proven.</summary>
/// <param name="System">The system under drill.</param>
/// <param name="Source">Kind of backup, and where it lies; fixtures lie somewhere else in every run.</param>
/// <param name="EvidenceClass">mechanism or provider.</param>
/// <param name="LastRun">End of the last drill on it, or null where it was never drilled.</param>
/// <param name="LastProven">End of the last drill that was as it should be, or null.</param>
public sealed record BackupCoverage(string System, string Source, string EvidenceClass, DateTimeOffset? LastRun, DateTimeOffset? LastProven)
{
    /// <summary>All sources of a history and those that are configured, the longest unproven first, those never proven before all.</summary>
    /// <param name="points">The history.</param>
    /// <param name="configured">Sources that ought to be drilled; those that the history has are not listed twice.</param>
    public static IReadOnlyList<BackupCoverage> Of(IReadOnlyList<HistoryPoint> points, IReadOnlyList<ConfiguredSource> configured)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(configured);
        var drilled = points.Where(point => point is { IsControl: false, Source: not null }).ToList();
        var seen = drilled
            .GroupBy(point => (point.System, point.Source, point.EvidenceClass))
            .Select(group => new BackupCoverage(
                group.Key.System,
                group.Key.Source!,
                group.Key.EvidenceClass,
                group.Max(point => point.EndedAt),
                group.Where(point => point.AsItShouldBe).Select(point => (DateTimeOffset?)point.EndedAt).Max()));
        var never = configured
            .Where(source => !drilled.Exists(point => point.System == source.System && point.EvidenceClass == "provider" && source.IsOf(point.Source!)))
            .Select(source => new BackupCoverage(source.System, source.Name, "provider", null, null));
        return
        [
            .. never.Concat(seen)
                .OrderBy(one => one.LastProven ?? DateTimeOffset.MinValue)
                .ThenBy(one => one.System, StringComparer.Ordinal).ThenBy(one => one.Source, StringComparer.Ordinal),
        ];
    }
}
