using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Evidence;
using DrDrills.Verification;

namespace DrDrills.Reporting.History;

/// <summary>One drill of one run, as the history keeps it.</summary>
public sealed record HistoryPoint
{
    /// <value>The run.</value>
    public required string RunId { get; init; }

    /// <value>The evidence record.</value>
    public required string RecordId { get; init; }

    /// <value>The system under drill.</value>
    public required string System { get; init; }

    /// <value>The drill.</value>
    public required string DrillId { get; init; }

    /// <value>What the drill is called.</value>
    public required string Title { get; init; }

    /// <value>Kind and place of the backup that was restored, or null where none was, or none was found.</value>
    public string? Source { get; init; }

    /// <value>Whether it is a negative control.</value>
    public required bool IsControl { get; init; }

    /// <value>Its verdict.</value>
    public required Verdict Verdict { get; init; }

    /// <value>Passed within its objectives; a control: seen red for the right reason.</value>
    public required bool AsItShouldBe { get; init; }

    /// <value>mechanism or provider; figures of the two are never put in one row.</value>
    public required string EvidenceClass { get; init; }

    /// <value>UTC instant of the end.</value>
    public required DateTimeOffset EndedAt { get; init; }

    /// <value>Recovery time in seconds, or null where it was not measured.</value>
    public double? RecoverySeconds { get; init; }

    /// <value>Its objective in seconds, or null.</value>
    public double? RecoveryObjectiveSeconds { get; init; }

    /// <value>Data-loss window in seconds, or null where it was not measured.</value>
    public double? LossSeconds { get; init; }

    /// <value>Size of the backup in bytes, or null where none was found.</value>
    public long? SizeBytes { get; init; }

    /// <value>Seconds of each completed stage, by its name.</value>
    public required IReadOnlyDictionary<string, double> Stages { get; init; }

    /// <summary>Reads it out of a record.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="record">The record.</param>
    /// <param name="asItShouldBe">As the run's index says.</param>
    public static HistoryPoint Of(string runId, EvidenceRecord record, bool asItShouldBe)
    {
        ArgumentNullException.ThrowIfNull(record);
        static double? Figure(Stated<double> figure) => figure.IsStated ? figure.Value : null;
        var timing = record.Timing;
        var source = record.Source is { IsStated: true } stated ? stated.Value : null;
        return new HistoryPoint
        {
            RunId = runId,
            RecordId = record.RecordId,
            System = source?.System ?? "unknown",
            DrillId = record.Identity.DrillId,
            Title = record.Identity.Title,
            Source = source is null ? null : SourceOf(record.Identity.EvidenceClass, source),
            IsControl = record.Kind == EvidenceKind.NegativeControl,
            Verdict = record.Outcome.Verdict,
            AsItShouldBe = asItShouldBe,
            EvidenceClass = record.Identity.EvidenceClass.ToString().ToLowerInvariant(),
            EndedAt = timing.EndedAt,
            RecoverySeconds = Figure(timing.RecoveryTimeSeconds),
            RecoveryObjectiveSeconds = Figure(timing.RecoveryTimeObjectiveSeconds),
            LossSeconds = Figure(timing.DataLossSeconds),
            SizeBytes = source?.SizeBytes,
            Stages = timing.Stages.Where(stage => stage.State == StageState.Completed)
                .ToDictionary(stage => StageNames.Of(stage.Stage), stage => stage.DurationMs / 1000),
        };
    }

    /// <summary>The place holds many backups, so a backup's own name is no part of it. An inventory is no backup.</summary>
    private static string? SourceOf(Drills.EvidenceClass evidenceClass, EvidenceSource source)
    {
        if (source.Format == BackupFormat.Inventory.Name)
        {
            return null;
        }

        var own = "/" + source.BackupId;
        var place = source.Location.EndsWith(own, StringComparison.Ordinal) ? source.Location[..^own.Length] : source.Location;
        return evidenceClass == Drills.EvidenceClass.Provider ? $"{source.Format} in {place}" : $"{source.Format}, fixtures";
    }
}
