namespace DrDrills.PostgreSql.Comparisons;

/// <summary>A column that only one side has, or that has another type.</summary>
/// <param name="Name">The column.</param>
/// <param name="A">Its type in A, or null where A has no such column.</param>
/// <param name="B">Its type in B, or null where B has no such column.</param>
/// <param name="Compared">Whether its values were compared all the same: types that write the same values alike, such as <c>varchar(10)</c> and <c>text</c>.</param>
public sealed record ColumnDifference(string Name, string? A, string? B, bool Compared);
