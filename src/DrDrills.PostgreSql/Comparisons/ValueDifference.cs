namespace DrDrills.PostgreSql.Comparisons;

/// <summary>One value of a row that differs.</summary>
/// <param name="Column">Its column.</param>
/// <param name="A">Its text in A, cut where it is long; null for NULL and where A has no such row.</param>
/// <param name="B">Its text in B, likewise.</param>
public sealed record ValueDifference(string Column, string? A, string? B);
