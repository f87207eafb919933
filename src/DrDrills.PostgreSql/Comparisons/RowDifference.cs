namespace DrDrills.PostgreSql.Comparisons;

/// <summary>One row that differs.</summary>
/// <param name="Kind">How.</param>
/// <param name="Key">One text per key column; for a table without a key the row's place (<c>ctid</c>) on the side that has it.</param>
/// <param name="Values">The values that differ, or all of a row that only one side has; null unless they were asked for.</param>
public sealed record RowDifference(DifferenceKind Kind, IReadOnlyList<string> Key, IReadOnlyList<ValueDifference>? Values = null);
