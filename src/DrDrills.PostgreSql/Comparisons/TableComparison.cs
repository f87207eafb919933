namespace DrDrills.PostgreSql.Comparisons;

/// <summary>What comparing one table came to. Counts are null where they were not found out.</summary>
public sealed record TableComparison
{
    /// <value>Schema name.</value>
    public required string Schema { get; init; }

    /// <value>Table name.</value>
    public required string Name { get; init; }

    /// <value>The answer.</value>
    public required TableOutcome Outcome { get; init; }

    /// <value>Rows in A.</value>
    public long? RowsInA { get; init; }

    /// <value>Rows in B.</value>
    public long? RowsInB { get; init; }

    /// <value>Columns that only one side has or that are of another type, by name (ordinal).</value>
    public IReadOnlyList<ColumnDifference> Columns { get; init; } = [];

    /// <value>The columns that rows were matched by; empty where the table has no key, and rows are the same only where they are alike.</value>
    public IReadOnlyList<string> KeyColumns { get; init; } = [];

    /// <value>Rows in A only.</value>
    public long? Missing { get; init; }

    /// <value>Rows in B only.</value>
    public long? Extra { get; init; }

    /// <value>Rows that both have, not alike.</value>
    public long? Changed { get; init; }

    /// <value>Whether the three counts are lower bounds, because a part of a very large table was not looked at again.</value>
    public bool AtLeast { get; init; }

    /// <value>The first runs of keys that differ, in the key's order; empty where the key has no order that is the same on every server.</value>
    public IReadOnlyList<KeyRange> Ranges { get; init; } = [];

    /// <value>How many runs of keys differ in all.</value>
    public long RangesInAll { get; init; }

    /// <value>The first rows that differ.</value>
    public IReadOnlyList<RowDifference> Rows { get; init; } = [];

    /// <value>Why it is damaged, could not be compared, or was compared only in part; the server's words; else null.</value>
    public string? Note { get; init; }

    /// <summary>Schema and name.</summary>
    public override string ToString() => $"{Schema}.{Name}";
}
