namespace DrDrills.PostgreSql.Comparisons;

/// <summary>What differs between two databases (<c>drdrills.comparison/v1</c>).</summary>
/// <remarks>
/// Published as a JSON Schema in <c>reports/templates/schemas/drdrills.comparison.v1.schema.json</c>. Names, keys and counts; values of other
/// columns only where the caller asked for them.
/// </remarks>
public sealed record Comparison
{
    /// <summary>The schema version that this build writes.</summary>
    public const string SchemaVersion = "drdrills.comparison/v1";

    /// <value>Always <see cref="SchemaVersion"/>.</value>
    public string Schema { get; init; } = SchemaVersion;

    /// <value>What should be there.</value>
    public required ComparisonSide A { get; init; }

    /// <value>What is compared with it.</value>
    public required ComparisonSide B { get; init; }

    /// <value>Whether both are one and the same database, so that nothing was compared.</value>
    public bool SameDatabase { get; init; }

    /// <value>The answer.</value>
    public ComparisonOutcome Outcome =>
        Tables.Any(table => table.Outcome is not (TableOutcome.Equal or TableOutcome.NotCompared))
        || Objects.Count > 0 || Sequences.Count > 0 || LargeObjects is not null ? ComparisonOutcome.Different
        : Tables.Any(table => table.Outcome == TableOutcome.NotCompared) || NotCompared.Count > 0 ? ComparisonOutcome.Incomplete
        : ComparisonOutcome.Equal;

    /// <value>Every table of either side, by schema and name (ordinal).</value>
    public IReadOnlyList<TableComparison> Tables { get; init; } = [];

    /// <value>Schema objects that differ, by class and identity (ordinal).</value>
    public IReadOnlyList<ObjectDifference> Objects { get; init; } = [];

    /// <value>Sequences that go on elsewhere, by schema and name (ordinal).</value>
    public IReadOnlyList<SequenceDifference> Sequences { get; init; } = [];

    /// <value>How the large objects differ, in counts; null where they do not.</value>
    public string? LargeObjects { get; init; }

    /// <value>What could not be compared beyond single tables, one sentence each.</value>
    public IReadOnlyList<string> NotCompared { get; init; } = [];

    /// <value>What a reader should know: what was compared otherwise than usual, and why.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
