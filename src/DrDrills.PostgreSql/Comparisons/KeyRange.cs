namespace DrDrills.PostgreSql.Comparisons;

/// <summary>A run of keys within which rows differ; there may be equal rows among them.</summary>
/// <param name="From">The first key that differs, one text per key column.</param>
/// <param name="To">The last key that differs, inclusive.</param>
/// <param name="Missing">Rows in A only.</param>
/// <param name="Extra">Rows in B only.</param>
/// <param name="Changed">Rows in both, not alike.</param>
public sealed record KeyRange(IReadOnlyList<string> From, IReadOnlyList<string> To, long Missing, long Extra, long Changed);
