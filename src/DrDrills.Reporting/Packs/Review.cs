namespace DrDrills.Reporting.Packs;

/// <summary>What somebody other than the runner decided about a run (<c>drdrills.review/v1</c>), signed and kept beside it.</summary>
public sealed record Review
{
    /// <summary>The schema version that this build writes and reads.</summary>
    public const string SchemaVersion = "drdrills.review/v1";

    /// <value>Always <see cref="SchemaVersion"/>.</value>
    public required string Schema { get; init; }

    /// <value>The run.</value>
    public required string RunId { get; init; }

    /// <value>SHA-256 of the run's index, as it was reviewed.</value>
    public required string IndexSha256 { get; init; }

    /// <value>1 for the first review of the run, one more for each later one.</value>
    public required int Sequence { get; init; }

    /// <value>SHA-256 of the file of the review before, or null for the first.</value>
    public required string? PreviousReviewSha256 { get; init; }

    /// <value>Who reviewed.</value>
    public required string Reviewer { get; init; }

    /// <value>Whether the run is accepted, or null for a review that only assigns findings or names a retest.</value>
    public required ReviewDecision? Decision { get; init; }

    /// <value>When, UTC.</value>
    public required DateTimeOffset ReviewedAt { get; init; }

    /// <value>Why, in the reviewer's words; no data values.</value>
    public required string Note { get; init; }

    /// <value>Findings given to somebody.</value>
    public required IReadOnlyList<FindingAssignment> Findings { get; init; }

    /// <value>Findings of earlier runs that this run shows to be mended.</value>
    public required IReadOnlyList<RetestedFinding> Retests { get; init; }
}
